import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: true });
	return runNode('test/bench/bench.ts', ...process.argv.slice(2));
});

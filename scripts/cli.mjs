import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: false });
	return runNode('apps/api/src/cli.ts', ...process.argv.slice(2));
});

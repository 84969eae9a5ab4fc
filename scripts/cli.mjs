import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: false });
	// an import leaves much garbage: without a limit for what is young, Node keeps 100 MB of it
	return runNode('--max-semi-space-size=16', 'apps/api/src/cli.ts', ...process.argv.slice(2));
});

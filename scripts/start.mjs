import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: true });
	// a small nursery: some 50 MB less memory for the same speed
	return runNode('--max-semi-space-size=4', 'apps/api/src/server.ts');
});

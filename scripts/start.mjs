import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: true });
	// in a nursery of 4 MB, tidying up takes a quarter of the time where 500 people ask at once; the limit is what Node
	// tidies up for
	return runNode('--max-semi-space-size=16', '--max-old-space-size=512', 'apps/api/src/server.ts');
});

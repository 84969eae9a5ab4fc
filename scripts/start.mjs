import { main, runNode, setUp } from './setup.mjs';

await main(async () => {
	await setUp({ pages: true });
	return runNode('apps/api/src/server.ts');
});

import { startEmbedded } from '../../packages/db/src/embedded.ts';

// A process of its own that serves a data folder, to be killed: says its url, stops its database on SIGTERM.
const { url, stop } = await startEmbedded({ dataDir: process.argv[2]!, log: () => {} });
process.once('SIGTERM', async () => {
	await stop();
	process.exit(0);
});
console.log(url);
setInterval(() => {}, 60_000);

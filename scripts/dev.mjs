import { main, runNode, setUp } from './setup.mjs';

// Pages from Vite on PORT, which passes /api on to the API on the port after it; both follow changes of their files.
await main(async () => {
	await setUp({ pages: false });
	const port = Number(process.env.PORT ?? 3000);
	const env = { ...process.env, PORT: String(port + 1), API_URL: `http://127.0.0.1:${port + 1}` };
	const api = runNode('--watch', '--watch-preserve-output', 'apps/api/src/server.ts', { env });
	const pages = runNode(
		'../../node_modules/vite/bin/vite.js',
		'dev',
		'--port',
		String(port),
		'--strictPort',
		{
			env,
			cwd: 'apps/web'
		}
	);
	return Promise.race([api, pages]);
});

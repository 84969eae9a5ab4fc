/**
 * Takes the pictures of the README from a running product that shows the demo organization:
 * `npm start`, then `npm run pictures`.
 */
import { startBrowser } from './support/browser.ts';

const PICTURES = {
	spread: '/',
	map: '/map',
	stalled: '/stalled',
	pattern: '/patterns/canary-releases',
	value: '/value',
	coalition: '/coalitions/flow',
	backing: '/backing',
	compare: '/compare',
	report: '/reports/draft?quarter=2026-Q3'
};

const product = `http://127.0.0.1:${process.env['PORT'] ?? 3000}`;
const folder = new URL('../docs/', import.meta.url).pathname;
const browser = await startBrowser();
const page = await browser.newPage({
	viewport: { width: 1280, height: 960 },
	colorScheme: 'light',
	locale: 'en-US'
});
for (const [name, path] of Object.entries(PICTURES)) {
	await page.goto(product + path, { waitUntil: 'networkidle' });
	await page.screenshot({ path: `${folder}${name}.png` });
	console.log(`docs/${name}.png`);
}
await browser.close();

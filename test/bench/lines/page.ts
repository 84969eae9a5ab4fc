import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../support/browser.ts';
import { quantile } from '../ask.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { folderOf } from '../sizes.ts';
import { watchPage, type Seen } from './watch-page.ts';

/** The pages as a person meets them, cold: a new browser profile each time, 1440 x 900. Keeps traces. */
export async function page(bench: Bench): Promise<void> {
	const traces = `${folderOf(bench.size)}/../traces`;
	mkdirSync(traces, { recursive: true });
	const browser = await startBrowser();
	try {
		await firstScreen(browser, bench, `${traces}/first-screen.json`);
		await allScript(browser, bench);
		await interactions(browser, bench, `${traces}/interactions.json`);
		await map(browser, bench, `${traces}/map.json`);
	} finally {
		await browser.close();
	}
}

/** Opens the first page as somebody who was never here. */
async function firstScreen(
	browser: Browser,
	{ product, times, report }: Bench,
	trace: string
): Promise<void> {
	const seen: (Seen & { script: number })[] = [];
	const count = times(9);
	for (let n = 0; n < count; n++) {
		const page = await newPage(browser);
		if (n === count - 1) await browser.startTracing(page, { path: trace });
		const script = await countScript(page);
		await page.goto(product.base, { waitUntil: 'networkidle' });
		seen.push({ ...(await page.evaluate(() => window.seen())), script: script() });
		if (n === count - 1) await browser.stopTracing();
		await page.context().close();
	}
	const median = (of: 'script' | 'firstPaint' | 'drawn' | 'charts') =>
		quantile(
			seen.map((one) => one[of]),
			0.5
		);
	const note = `${count} cold starts`;
	report.add(LINES.scriptBefore, { value: median('script') / 1024, note });
	report.add(LINES.firstPaint, { value: median('firstPaint'), note });
	report.add(LINES.drawn, { value: median('drawn'), note: `${median('charts')} charts` });
	const worst = seen.toSorted((a, b) => b.shift - a.shift)[0]!;
	report.add(LINES.shift, { value: worst.shift, note: `the most of all ${worst.shifted}` });
}

/** Everything that a page loads once each of its charts was pointed at and zoomed: the page that loads the most. */
async function allScript(browser: Browser, { product, report }: Bench): Promise<void> {
	let most = { bytes: 0, path: '' };
	for (const path of ['/', '/patterns/pattern-1']) {
		const page = await newPage(browser);
		const script = await countScript(page);
		await page.goto(product.base + path, { waitUntil: 'networkidle' });
		for (const plot of await page.locator('.plot').all()) await touch(page, plot);
		if (script() > most.bytes) most = { bytes: script(), path };
		await page.context().close();
	}
	report.add(LINES.scriptAll, { value: most.bytes / 1024, note: `${most.path}, every chart zoomed` });
}

/** Points at a chart until it is alive (the first time may come before its script), and zooms into it. */
async function touch(page: Page, plot: Locator): Promise<void> {
	while ((await plot.getAttribute('role')) !== 'application') {
		await page.mouse.move(0, 0);
		await plot.hover();
		await page.waitForTimeout(50);
	}
	await plot.focus();
	await page.keyboard.press('+');
	await page.waitForTimeout(500); // for what that loads
}

/** Points at a link, clicks it, and uses what the pages offer; every answer to a click or key is timed by the browser. */
async function interactions(
	browser: Browser,
	{ product, times, report }: Bench,
	trace: string
): Promise<void> {
	const page = await newPage(browser);
	await browser.startTracing(page, { path: trace });
	await page.goto(product.base, { waitUntil: 'networkidle' });
	// the browser itself says that the mouse entered the page, and counts until its first paint
	await page.evaluate(() => window.longestInteraction());
	const waits: number[] = [];
	let longest = { ms: 0, what: '' };
	for (let n = 0; n < times(5); n++)
		for (const path of ['/stalled', '/map', '/value', '/']) {
			const link = page.locator(`nav a[href="${path}"]`).first();
			await link.hover();
			await page.waitForTimeout(150); // between pointing and clicking, as people do
			await link.click();
			await page.waitForFunction((to) => location.pathname === to && window.settledAt() > 0, path);
			waits.push(await page.evaluate(() => window.settledAt()));
			const plot = page.locator('.plot').first();
			if (await plot.count()) {
				await plot.focus();
				for (const key of ['ArrowRight', 'ArrowRight', 'End', 'Home', '+', '0'])
					await page.keyboard.press(key);
			}
			const slowest = await page.evaluate(() => window.longestInteraction());
			if (slowest.ms > longest.ms) longest = { ms: slowest.ms, what: `${slowest.what} on ${path}` };
		}
	await browser.stopTracing();
	await page.context().close();
	const worst = Math.max(...waits).toFixed(0);
	report.add(LINES.nextPage, {
		value: quantile(waits, 0.5),
		note: `${waits.length} clicks, the worst ${worst}`
	});
	report.add(LINES.interaction, { value: longest.ms, note: longest.what });
}

/** Scrolls through all teams against all patterns with the wheel, then zooms in and out. */
async function map(browser: Browser, { product, times, report }: Bench, trace: string): Promise<void> {
	const page = await newPage(browser);
	await page.goto(`${product.base}/map/teams`, { waitUntil: 'networkidle' });
	const grid = page.getByRole('grid');
	await grid.hover();
	await grid.press('ArrowDown');
	for (let n = 0; n < 5; n++) await grid.press('+'); // all of it has nothing to scroll
	await browser.startTracing(page, { path: trace });
	const turns = times(200);
	await page.evaluate(() => window.countFrames());
	for (let n = 0; n < turns; n++) await page.mouse.wheel(n % 4 === 3 ? 60 : 0, n % 4 === 3 ? 0 : 120);
	const scrolled = await page.evaluate(() => window.framesCounted());
	await page.keyboard.down('Control');
	await page.evaluate(() => window.countFrames());
	for (let n = 0; n < turns; n++) await page.mouse.wheel(0, n % 40 < 20 ? -60 : 60);
	const zoomed = await page.evaluate(() => window.framesCounted());
	await browser.stopTracing();
	await page.context().close();
	const note = (worst: number) => `${turns} turns of the wheel, longest frame ${worst.toFixed(0)} ms`;
	report.add(LINES.scrollFrames, { value: scrolled.perSecond, note: note(scrolled.worst) });
	report.add(LINES.zoomFrames, { value: zoomed.perSecond, note: note(zoomed.worst) });
}

async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
	await context.addInitScript(watchPage);
	return context.newPage();
}

/** Adds up the JavaScript that comes over the wire, compressed as it comes. */
async function countScript(page: Page): Promise<() => number> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const scripts = new Set<string>();
	let bytes = 0;
	session.on('Network.responseReceived', ({ requestId, response }) => {
		if (/javascript/.test(response.mimeType)) scripts.add(requestId);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength;
	});
	return () => bytes;
}

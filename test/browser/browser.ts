import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { loadWeb } from '../../apps/api/src/plugins/web.ts';
import { TODAY, whenWorkedOut } from '../support/app.ts';
import { startBrowser } from '../support/browser.ts';
import { test as base } from '../support/database.ts';

const pages = new URL('../../apps/web/build/handler.js', import.meta.url);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A test in a real browser against the whole product: `site` serves its file's own database, `open` opens a page. */
export const test = base
	.extend('site', { scope: 'file' }, async ({ db }, { onCleanup }) => {
		process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
		let now = TODAY;
		const app = await buildApp({ db, now: () => now }, { web: await loadWeb(pages) });
		onCleanup(() => app.close());
		await app.listen({ port: 0, host: '127.0.0.1' });
		return {
			url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
			/** Files of reports, which a job makes. */
			reportFiles: app.reportFiles,
			/** Lets it be another time, and does what is done at night: looks for findings. */
			async becomes(time: Date) {
				now = time;
				await app.lookForFindings(now);
			},
			/** Imports CSV files, by their names. */
			async load(files: Record<string, string>) {
				const sources = Object.entries(files).map(([name, text]) => ({
					name: `${name}.csv`,
					open: () => Readable.from([Buffer.from(text)])
				}));
				const report = await importFiles(db, {
					files: sources,
					now,
					recordedBy: 'test',
					source: 'test'
				});
				expect(report.rejections).toEqual([]);
				await whenWorkedOut(app, '/api/value');
			}
		};
	})
	.extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
		const browser = await startBrowser();
		onCleanup(() => browser.close());
		return browser;
	})
	.extend('open', ({ browser, site }, { onCleanup }) => {
		const failures: string[] = [];
		const contexts: BrowserContext[] = [];
		onCleanup(async () => {
			for (const context of contexts) await context.close();
			expect(failures).toEqual([]);
		});
		/** Opens a path of the site; what the page complains about fails the test. */
		return async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
			const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
			contexts.push(context);
			const page = await context.newPage();
			page.on('pageerror', (error) => failures.push(String(error)));
			page.on('console', (message) => {
				// what is refused is told on the page
				if (/status of (409|422)/.test(message.text())) return;
				if (['error', 'warning'].includes(message.type())) failures.push(message.text());
			});
			await page.goto(site.url + path, { waitUntil: 'networkidle' });
			return page;
		};
	});

/** What axe finds wrong on a page as it looks now. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(`${axe};0`);
	return page.evaluate(
		'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))'
	);
}

/** By how many pixels the page is wider than its window. */
export const sideways = (page: Page): Promise<number> =>
	page.evaluate('document.documentElement.scrollWidth - innerWidth');

export const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true
};
export const LONG =
	'Averyveryveryveryveryveryveryveryverylongnamewithoutasinglespace and then some more words that go on';
export const EVIL = '<script>alert(1)</script>';

/** Two areas of two and one teams, three patterns: one that grew this quarter, one that shrank, one with a wicked name. */
export const SMALL = {
	teams: `team_key,name,parent_key,kind,size,joined_on
org,Our organization,,company,,2024-01-01
north,North,org,area,,2024-01-01
south,${LONG},org,area,,2024-01-01
n1,North one,north,team,5,2024-01-01
n2,North two,north,team,6,2024-01-01
s1,South one,south,team,7,2024-01-01
`,
	patterns: `pattern_key,name,kind,summary,discovered_on,origin_team_key
grows,Pairing on incidents,success,,2024-02-01,n1
shrinks,Weekly status mails,failure,,2024-02-01,n1
evil,"${EVIL}",success,,2024-02-01,s1
`,
	adoption_events: `pattern_key,team_key,stage,occurred_on,note
grows,n1,adopted,2024-03-01,
grows,n2,agreed,2026-05-01,
grows,n2,adopted,2026-11-10,
grows,s1,agreed,2026-11-15,
shrinks,n1,adopted,2024-03-01,
shrinks,n2,adopted,2024-04-01,
shrinks,n2,abandoned,2026-10-20,
evil,s1,adopted,2025-01-01,
`
};

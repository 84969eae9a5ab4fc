import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ReportAnswer, ReportList } from '@app/contract';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { startJobs } from '../../apps/api/src/jobs/jobs.ts';
import { TODAY } from '../support/app.ts';
import { LONG, PHONE, sideways, SMALL, test as base, violations } from './browser.ts';

/** With the jobs that make files. */
const test = base.extend('jobs', { scope: 'file', auto: true }, async ({ db, site }, { onCleanup }) => {
	const log = {
		error(error: unknown) {
			throw error;
		}
	};
	const jobs = await startJobs(db, {
		look: async () => false,
		files: site.reportFiles,
		now: () => TODAY,
		log
	});
	onCleanup(() => jobs.stop());
	return jobs;
});

const DRAFT = '/reports/draft?quarter=2026-Q3';
const ask = async <Answer>(url: string) => (await (await fetch(url)).json()) as Answer;
const lead = (page: Page) => page.locator('h1 + p').innerText();

test('before any record the page says what will be there', async ({ open }) => {
	const page = await open('/reports');
	expect(await lead(page)).toBe('Nothing is on record yet.');
	expect(await page.getByRole('link', { name: 'Import records' }).count()).toBe(1);
});

describe('with records', () => {
	test.beforeAll(({ site }) => site.load({ ...SMALL, people: 'person_key,name\nada,Ada Lovelace\n' }));

	test('the quarter that is over and not sealed comes first', async ({ open }) => {
		const page = await open('/reports', { javaScriptEnabled: false });
		expect(await lead(page)).toBe('2026-Q3 ended 54 days ago and is not sealed.');
		await page.getByRole('link', { name: 'Look at the draft of 2026-Q3' }).click();
		expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(DRAFT);
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
			'Report 2026-Q3, Our organization'
		);
	});

	test('whoever reports sees it at home, with one button', async ({ open }) => {
		const page = await open('/home?as=reporter');
		expect(await lead(page)).toBe(
			'2026-Q3 ended 54 days ago and is not sealed. So far this quarter: 1 new, 0 returned, 1 lapsed.'
		);
		await page.getByRole('link', { name: 'Look at the draft of 2026-Q3' }).click();
		await page.waitForURL(`**${DRAFT}`);
	});

	test('a draft has the words and figures of the API', async ({ open, site }) => {
		const page = await open(DRAFT, { javaScriptEnabled: false });
		const { data } = await ask<ReportAnswer>(`${site.url}/api/reports/draft?quarter=2026-Q3`);
		const said = await page.locator('main').innerText();
		for (const { words } of data.summary) expect(said).toContain(words);
		const inUse = data.figures.find(({ key }) => key === 'in-use')!;
		expect(said.replaceAll(/\s+/g, ' ')).toContain(`${inUse.label} ${inUse.value} of ${inUse.of}`);
		expect(await page.locator('.slides li').count()).toBeGreaterThan(5);
	});

	test('pages and tables are looked at one kind at a time', async ({ open }) => {
		const page = await open(`${DRAFT}&view=workbook`);
		expect(await page.locator('.slides, .pages').count()).toBe(0);
		await page.getByText('Spread by pattern').click();
		expect(await page.getByRole('cell', { name: 'Pairing on incidents' }).first().isVisible()).toBe(true);
		await page.getByRole('link', { name: 'Pages', exact: true }).click();
		const first = page.getByRole('img', { name: /^Page 1 of/ });
		await first.scrollIntoViewIfNeeded();
		await expect
			.poll(() => page.evaluate<number>('document.querySelector(".pages img").naturalWidth'))
			.toBeGreaterThan(0);
		await page.getByRole('link', { name: 'Letter' }).click();
		await page.waitForURL(/paper=letter/);
	});

	test('a quarter that has not begun is refused in words', async ({ open }) => {
		const page = await open('/reports/draft?quarter=2027-Q2');
		expect(await page.locator('main').innerText()).toContain('2027-Q2 begins on 2027-04-01');
	});

	test('files are made in line, and are still there after a reload', async ({ open, site }) => {
		const page = await open(DRAFT);
		const row = page.getByRole('listitem').filter({ hasText: 'Data, JSON' });
		await row.getByRole('button', { name: 'Make' }).click();
		const link = row.getByRole('link', { name: /Download/ });
		await link.waitFor({ timeout: 30_000 });
		await page.reload({ waitUntil: 'networkidle' });
		const [saved] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(saved.suggestedFilename()).toBe('our-organization-2026-Q3-report-draft.json');
		const { data } = await ask<ReportAnswer>(`${site.url}/api/reports/draft?quarter=2026-Q3`);
		const file = JSON.parse(await readFile(await saved.path(), 'utf8'));
		expect(file.figures).toEqual(data.figures);
	});

	test('colour and logo are looked at before they are kept', async ({ open, site }) => {
		const page = await open(DRAFT);
		await page.getByRole('button', { name: 'Colour and logo' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Colour').fill('#7a1f4e');
		expect(await dialog.locator('.cover').getAttribute('style')).toContain('#7a1f4e');
		await dialog.getByLabel(/Logo/).setInputFiles({
			name: 'logo.txt',
			mimeType: 'text/plain',
			buffer: Buffer.from('no picture')
		});
		await dialog.getByRole('alert').getByText('neither PNG nor SVG').waitFor();
		await dialog.getByLabel(/Logo/).setInputFiles({
			name: 'logo.svg',
			mimeType: 'image/svg+xml',
			buffer: Buffer.from(
				'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
			)
		});
		await dialog.locator('.cover img').waitFor();
		await dialog.getByRole('button', { name: 'Save' }).click();
		await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
		expect(await ask(`${site.url}/api/brand`)).toMatchObject({
			colour: '#7a1f4e',
			logo: { type: 'image/svg+xml' }
		});
	});

	test('sealing says what it means, keeps the narrative, and is signed', async ({ open, site }) => {
		const page = await open(DRAFT);
		await page.context().addCookies([{ name: 'person', value: 'ada', url: site.url }]);
		await page.reload({ waitUntil: 'networkidle' });
		await page.getByRole('textbox', { name: 'Narrative' }).fill('Pairing took hold.\nNext: the south.');
		await page.reload({ waitUntil: 'networkidle' });
		await page.getByRole('button', { name: 'Seal 2026-Q3' }).click();
		const dialog = page.getByRole('dialog');
		expect(await dialog.innerText()).toMatch(/It never changes.*Sealed by Ada Lovelace/s);
		await dialog.getByRole('button', { name: 'Seal 2026-Q3 for ever' }).click();
		await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
		await page.getByText('Pairing took hold.', { exact: true }).waitFor();
		expect(await page.locator('.facts').innerText()).toMatch(/Sealed.*Ada Lovelace/s);
		const { reports } = await ask<ReportList>(`${site.url}/api/reports`);
		const [sealed] = reports;
		expect(await page.locator('.facts code').getAttribute('title')).toBe(sealed!.sha256);
		const document = await (await fetch(`${site.url}/api/reports/${sealed!.id}/document`)).arrayBuffer();
		expect(createHash('sha256').update(Buffer.from(document)).digest('hex')).toBe(sealed!.sha256);
		expect(await page.getByRole('button', { name: /^Seal/ }).count()).toBe(0);
	});

	test('what somebody else sealed meanwhile is told, and leads there', async ({ open, site }) => {
		const page = await open('/reports/draft?quarter=2026-Q2');
		const answer = await fetch(`${site.url}/api/reports`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ quarter: '2026-Q2' })
		});
		const { id } = (await answer.json()) as { id: string };
		await page.getByRole('button', { name: 'Seal 2026-Q2' }).click();
		await page.getByRole('button', { name: 'Seal 2026-Q2 for ever' }).click();
		await page.getByRole('alert').getByRole('link', { name: 'Open what was sealed' }).click();
		await page.waitForURL(`**/reports/${id}`);
		expect(await page.locator('.state').innerText()).toBe('Sealed');
	});

	test('what came later is told beside the sealed figures', async ({ open, site }) => {
		const { reports } = await ask<ReportList>(`${site.url}/api/reports`);
		const { id } = reports.find(({ quarter }) => quarter === '2026-Q3')!;
		await site.load({
			adoption_events: 'pattern_key,team_key,stage,occurred_on,note\ngrows,n2,adopted,2026-08-01,\n'
		});
		const page = await open(`/reports/${id}`);
		const { restated } = await ask<ReportAnswer>(`${site.url}/api/reports/${id}`);
		expect(restated.length).toBeGreaterThan(0);
		const rows = page.getByRole('region', { name: 'As sealed, and as known since' }).locator('tbody tr');
		expect(await rows.count()).toBe(restated.length);
		const { figure, was, is } = restated[0]!;
		expect(await rows.first().innerText()).toMatch(new RegExp(`${figure}\\s+${was ?? '–'}\\s+${is ?? '–'}`));
	});

	test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({
		open,
		site
	}) => {
		const { reports } = await ask<ReportList>(`${site.url}/api/reports`);
		const paths = [
			'/reports?team=south',
			`/reports/${reports[0]!.id}?view=data`,
			`${DRAFT}&team=south&view=workbook`
		];
		for (const path of [...paths, DRAFT])
			for (const colorScheme of ['light', 'dark'] as const)
				for (const size of [{}, PHONE]) {
					const page = await open(path, { colorScheme, ...size, bypassCSP: true });
					expect(await violations(page)).toEqual([]);
					expect(await sideways(page)).toBe(0);
					if (path.includes('south')) expect(await page.getByText(LONG).count()).toBeGreaterThan(0);
				}
	}, 120_000);
});

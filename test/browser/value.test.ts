import { transaction, waitForTurn } from '@app/db';
import { describe, expect } from 'vitest';
import { importTexts } from '../support/imports.ts';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

const CLAIMED = {
	metrics: 'metric_key,name,unit,direction,value_per_unit,currency\nlead,Lead time,days,down,1000,EUR\n',
	pattern_metrics: 'pattern_key,metric_key,claimed_effect\ngrows,lead,-2\n',
	pattern_costs: 'pattern_key,kind,amount,currency\ngrows,effort,500,EUR\n'
};

test('an empty organization is told what will be here and how to begin', async ({ open }) => {
	const page = await open('/value');
	expect(await page.getByText('There are no patterns yet').count()).toBe(1);
	expect(await violations(page)).toEqual([]);
});

describe('without worth and costs', () => {
	test.beforeAll(({ site }) => site.load(SMALL));

	test('the page says what cannot be said, and what is missing', async ({ open }) => {
		const page = await open('/value', { javaScriptEnabled: false });
		expect(await page.getByText('What the 3 patterns are worth cannot be said.').count()).toBe(1);
		expect(await page.getByText('3 patterns: No costs of adopting are on record').count()).toBe(1);
		expect(await page.locator('#unsaid tbody tr').count()).toBe(3);
		expect(await page.locator('.plot').count()).toBe(0);
	});
});

describe('with a claim', () => {
	test.beforeAll(({ site }) => site.load(CLAIMED));

	test('a claim is shown as one, with its reason, and is in no sum', async ({ open }) => {
		const page = await open('/value');
		expect(await page.getByText('1 rests on claims alone.').count()).toBe(1);
		const [row] = await page.locator('#values tbody tr').allInnerTexts();
		expect(row).toMatch(/Pairing on incidents[\s\S]*claimed/);
		expect(await page.locator('#unsaid tbody tr').count()).toBe(2);
		await page.locator('#values').getByRole('link', { name: 'Pairing on incidents' }).click();
		await page.waitForURL('**/patterns/grows#worth');
		expect(await page.locator('#worth').innerText()).toContain('claimed: -2');
	});

	test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open('/value', { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
	});
});

test('what is not worked out yet is said to be, and comes by itself', async ({ open, db, site }) => {
	await site.load(SMALL);
	const page = await transaction(db, async (sql) => {
		await waitForTurn(sql); // as if another process worked effects out
		await importTexts(db, {
			'metrics.csv': CLAIMED.metrics,
			'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\ngrows,lead,-3\n',
			'pattern_costs.csv': CLAIMED.pattern_costs,
			'measurements.csv': 'metric_key,team_key,measured_on,value\nlead,n1,2025-01-01,4\n'
		});
		const waiting = await open('/value');
		expect(await waiting.getByText('0 of 1 are ready').count()).toBe(1);
		return waiting;
	});
	await page.getByText('are ready').waitFor({ state: 'detached' });
	expect(await page.getByText('1 rests on claims alone.').count()).toBe(1);
	expect(await violations(page)).toEqual([]);
});

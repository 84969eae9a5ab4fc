import { readSheet } from 'read-excel-file/node';
import { expect } from 'vitest';
import { type ViewExport } from '../../packages/contract/src/index.ts';
import { test } from '../support/app.ts';

const VIEW: ViewExport = {
	title: 'Stalled adoptions: "North"',
	about: 'One row an adoption',
	asOf: '2026-09-30',
	area: 'North',
	filter: [{ name: 'Pattern', value: '=1+1' }],
	columns: [
		{ label: 'Team', type: 'text', meaning: 'Its name' },
		{ label: 'team', type: 'share', meaning: 'A second column of the same name' },
		{ label: 'Since', type: 'day', meaning: 'In the stage from this day on' },
		{ label: 'Worth', type: 'money', meaning: 'A year', unit: 'EUR' }
	],
	rows: [
		['=HYPERLINK("http://evil")', 0.1 + 0.2, '2026-04-02', 1234.5678901234567],
		['持续\u0000集成', null, null, -1]
	],
	definitions: [{ term: 'Stalled', meaning: 'Longer in its stage than usual' }]
};

test('what a page shows is a workbook with its day, its filter and its definitions', async ({ app }) => {
	const answer = await app.inject({ method: 'POST', url: '/api/export/view.xlsx', payload: VIEW });
	expect(answer.statusCode).toBe(200);
	expect(answer.headers['content-disposition']).toBe(
		`attachment; filename="Stalled adoptions North.xlsx"; filename*=UTF-8''Stalled%20adoptions%20North.xlsx`
	);
	const rows = await readSheet(answer.rawPayload, 1);
	expect(rows.slice(0, 3).map(([first]) => first)).toEqual([
		'Stalled adoptions: "North"',
		'One row an adoption',
		'North · as of the end of 2026-09-30'
	]);
	expect(rows.slice(4)).toEqual([
		['Team', 'team 2', 'Since', 'Worth'],
		['=HYPERLINK("http://evil")', 0.1 + 0.2, new Date('2026-04-02'), 1234.5678901234567],
		['持续集成', null, null, -1]
	]);
	const about = await readSheet(answer.rawPayload, 'About');
	expect(about.slice(5)).toEqual([
		['Area', 'North'],
		['As of the end of', '2026-09-30'],
		['Filter: Pattern', '=1+1'],
		['Rows', '2'],
		['Team', 'Its name'],
		['team', 'A second column of the same name'],
		['Since', 'In the stage from this day on'],
		['Worth', 'A year (EUR)'],
		['Stalled', 'Longer in its stage than usual']
	]);
});

test('a view of no rows is a workbook that says so', async ({ app }) => {
	const payload = { ...VIEW, rows: [] };
	const answer = await app.inject({ method: 'POST', url: '/api/export/view.xlsx', payload });
	expect((await readSheet(answer.rawPayload, 1)).at(-1)).toEqual(['No rows', null, null, null]);
});

test('rows that do not fit their columns, and too many of them, are refused', async ({ app }) => {
	const ask = (rows: unknown[]) =>
		app.inject({ method: 'POST', url: '/api/export/view.xlsx', payload: { ...VIEW, rows } });
	const misfit = await ask([...VIEW.rows, ['only this']]);
	expect([misfit.statusCode, misfit.json().detail]).toEqual([
		422,
		'Row 3 has 1 cells, and there are 4 columns: give each row a cell for every column.'
	]);
	expect((await ask([[{}, 1, null, null]])).statusCode).toBe(400);
	expect((await ask(Array.from({ length: 100_001 }, () => VIEW.rows[1]))).statusCode).toBe(400);
});

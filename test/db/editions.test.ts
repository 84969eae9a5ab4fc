import { expect } from 'vitest';
import { editionsOf, recount } from '@app/db';
import { importTexts, SMALL, test } from '../support/imports.ts';

test('an edition answers from its schema', async ({ own: { db } }) => {
	const report = await importTexts(db, SMALL, { now: new Date('2026-03-31T12:00:00Z') });
	expect(report.rejections).toEqual([]);
	const editions = editionsOf(db);
	const edition = await editions.open('2026-03-31T12:00:00.000Z', true);
	const count = (sql: typeof db, table: string) => sql.unsafe(`SELECT count(*)::int AS n FROM ${table}`);
	for (const table of [
		'transitions',
		'evidence',
		'stays',
		'spread_changes',
		'spread_series',
		'patterns',
		'before_after',
		'teams'
	])
		expect(await count(edition.db, table), table).toEqual(await count(db, table));
	expect((await recount(db)).filter(({ differed }) => differed)).toEqual([]);
	expect(await edition.holds()).toBe(true);
	const before = await editions.open('2026-03-30T12:00:00.000Z', true);
	expect(await count(before.db, 'stays')).toEqual([{ n: 0 }]);
	await before.close();
	await edition.close();
	await editions.close();
});

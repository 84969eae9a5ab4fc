import { connect, editionsOf, migrate, type Db } from '@app/db';
import { expect } from 'vitest';
import { asWriter } from '../../packages/db/src/append-only.ts';
import { importTexts, SMALL, test } from '../support/imports.ts';

const MARCH = '2026-03-31T12:00:00.000Z';
const HEADER = 'pattern_key,team_key,stage,occurred_on,note,recorded_at';
const log = (sql: Db) =>
	sql`SELECT teams.key, stage, note.fact FROM transitions t JOIN teams ON teams.id = team_id
		LEFT JOIN evidence note ON note.transition_id = t.id ORDER BY teams.key, occurred_on, day_order`;
const stages = async (sql: Db) =>
	(
		await sql<{ is: string }[]>`SELECT concat(key, ' ', stage) AS is FROM stays JOIN teams ON id = team_id
			WHERE until_on = 'infinity' ORDER BY 1`
	).map(({ is }) => is);
const schemas = async (sql: Db) =>
	(await sql`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'known%'`).length;

test('what was learnt later is not in it, and what an import brings of before makes another one', async ({
	own: { db }
}) => {
	await importTexts(db, {
		...SMALL,
		'adoption_events.csv': `${HEADER}
pairing,n1,adopted,2025-02-01,soon,2025-02-01T10:00:00Z
pairing,n2,adopted,2025-02-01,late,2025-06-01T10:00:00+02:00
pairing,s1,adopted,2025-02-01,,`
	});
	const editions = editionsOf(db);
	const edition = await editions.open('2025-05-31T00:00:00Z', true);
	expect(await log(edition.db)).toEqual([{ key: 'n1', stage: 'adopted', fact: 'soon' }]);
	expect(await stages(edition.db)).toEqual(['n1 adopted']);
	expect(await stages(db)).toEqual(['n1 adopted', 'n2 adopted', 's1 adopted']);
	expect(await edition.holds()).toBe(true);
	// to the millisecond
	for (const [instant, count] of [
		['2025-06-01T07:59:59.999Z', 1],
		['2025-06-01T08:00:00.000Z', 2]
	] as const) {
		const own = await editions.open(instant, true);
		expect(await stages(own.db)).toHaveLength(count);
		await own.close();
	}
	await importTexts(db, {
		'adoption_events.csv': `${HEADER}\npairing,s2,adopted,2025-02-01,,2025-02-03T10:00:00Z`
	});
	expect(await edition.holds()).toBe(false);
	const again = await editions.open('2025-05-31T00:00:00Z', true);
	expect(await stages(again.db)).toEqual(['n1 adopted', 's2 adopted']);
	await Promise.all([edition.close(), again.close()]);
	await editions.close();
	expect(await schemas(db)).toBe(0);
});

test('an instant of the future is rejected, one before the day itself is told, and what is recorded stays', async ({
	own: { db }
}) => {
	const events = (...rows: string[]) => ({ 'adoption_events.csv': [HEADER, ...rows].join('\n') });
	const ahead = await importTexts(db, {
		...SMALL,
		...events('pairing,n1,adopted,2025-02-01,,2026-04-01T00:00:00Z')
	});
	expect(ahead).toMatchObject({
		imported: false,
		rejections: [{ line: 2, column: 'recorded_at', says: '2026-04-01T00:00:00+00:00' }]
	});
	const odd = await importTexts(db, {
		...SMALL,
		...events(
			'pairing,n1,adopted,2025-02-01,,2025-01-31T09:59:59Z',
			'pairing,n2,adopted,2025-02-01,,2025-01-31T10:00:00Z',
			// by a clock that is ahead of ours
			'pairing,s1,adopted,2025-02-01,,2026-03-31T12:30:00Z'
		)
	});
	expect(odd).toMatchObject({ imported: true, warnings: [{ line: 2, column: 'recorded_at' }] });
	const recorded = () =>
		db`SELECT to_jsonb(recorded_at) #>> '{}' AS at FROM transitions ORDER BY recorded_at`;
	const first = await recorded();
	expect(first.map(({ at }) => at)).toEqual([
		'2025-01-31T09:59:59+00:00',
		'2025-01-31T10:00:00+00:00',
		'2026-03-31T12:00:00+00:00'
	]);
	const same = await importTexts(db, events('pairing,n1,adopted,2025-02-01,,2025-03-03T00:00:00Z'));
	expect(same).toMatchObject({ imported: false, rejectionCount: 0 });
	expect(await recorded()).toEqual(first);
	for (const wrong of [
		'yesterday',
		'2025-03-03',
		'2025-03-03T00:00:00',
		'2025-03-03T00:00:00Z[Europe/Berlin]'
	])
		expect(await importTexts(db, events(`pairing,n2,sustained,2025-03-01,,${wrong}`)), wrong).toMatchObject({
			rejections: [{ column: 'recorded_at', says: wrong }]
		});
});

test('nobody writes to an edition, and it is gone with its process', async ({ own: { db, sql, url } }) => {
	await importTexts(db, SMALL);
	const lost = editionsOf(db);
	const edition = await lost.open(MARCH, true);
	await expect(edition.db`UPDATE patterns SET name = 'x'`).rejects.toThrow('permission denied');
	await expect(edition.db`DELETE FROM stays`).rejects.toThrow('permission denied');
	await expect(edition.db`DELETE FROM transitions`).rejects.toThrow('permission denied');
	// another process starts: this one lives
	await migrate(url);
	expect(await schemas(sql)).toBe(1);
	expect(await edition.holds()).toBe(true);
	// as if it had been killed
	await lost.close();
	await migrate(url);
	expect(await schemas(sql)).toBe(0);
	expect(await edition.holds()).toBe(false);
	await edition.db.end();
});

test('after a crash of the server, which empties it, it does not hold', async ({ own: { db, sql } }) => {
	await importTexts(db, SMALL);
	const editions = editionsOf(db);
	const edition = await editions.open(MARCH, true);
	const [{ schema }] = await sql<[{ schema: string }]>`
		SELECT nspname AS schema FROM pg_namespace WHERE nspname LIKE 'known%'`;
	expect(await edition.holds()).toBe(true);
	await sql`TRUNCATE ${sql(schema)}.versions, ${sql(schema)}.stays`;
	expect(await edition.holds()).toBe(false);
	await edition.close();
	await editions.close();
});

test('until every change that began by then has ended, any change makes it another one', async ({
	own: { db, url }
}) => {
	await importTexts(db, SMALL);
	const editions = editionsOf(db);
	const edition = await editions.open(MARCH, false);
	const settled = await editions.open(MARCH, true);
	const other = connect(asWriter(url), { connections: 1 });
	await other`UPDATE versions SET version = version + 1 WHERE subject_id <> '00000000-0000-0000-0000-000000000001'`;
	await other.end();
	expect(await edition.holds()).toBe(false);
	expect(await settled.holds()).toBe(true);
	await Promise.all([edition.close(), settled.close()]);
	await editions.close();
});

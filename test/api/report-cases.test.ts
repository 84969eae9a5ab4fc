import { ReportData } from '@app/contract';
import type { Db } from '@app/db';
import { Value } from 'typebox/value';
import { expect } from 'vitest';
import { importTexts, SMALL, test } from '../support/imports.ts';
import { reportOf } from '../support/report.ts';

const NOW = new Date('2026-03-31T12:00:00Z');
const add = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
const figure = (report: ReportData, key: string) => report.figures.find((own) => own.key === key)!;
const words = (report: ReportData) => report.summary.map((own) => own.words).join('\n');

async function load(db: Db, files: Record<string, string>, on = '2026-03-31'): Promise<void> {
	const report = await importTexts(db, files, { now: new Date(`${on}T12:00:00Z`) });
	expect(report.rejections).toEqual([]);
}

/** A report that is what its schema says, whose patterns and parts agree with each other. */
async function sound(...asked: Parameters<typeof reportOf>): Promise<ReportData> {
	const report = await reportOf(...asked);
	expect([...Value.Errors(ReportData, report)]).toEqual([]);
	for (const own of [...report.patterns, ...report.parts]) {
		expect(own.kept + own.new + own.returned + own.movedIn, own.key).toBe(own.adopted);
		expect(own.kept + own.lapsed + own.movedOut, own.key).toBe(own.adoptedBefore);
		for (const of of ['kept', 'new', 'returned', 'movedIn', 'lapsed', 'movedOut'] as const) {
			expect(own[of], of).toBeGreaterThanOrEqual(0);
		}
	}
	for (const of of ['eligible', 'adopted', 'adoptedBefore', 'new', 'lapsed', 'returned'] as const) {
		if (report.parts.length > 0) {
			expect(
				add(report.parts, (own) => own[of]),
				of
			).toBe(add(report.patterns, (own) => own[of]));
		}
	}
	return report;
}

test('an empty organization has an empty report that says so', async ({ own: { db } }) => {
	const report = await sound(db, '2026-Q1', NOW);
	expect(report.summary).toEqual([
		{ topic: 'spread', words: 'Nothing is on record of any adoption or event up to 2026-03-31.' }
	]);
	expect([report.patterns, report.parts, report.moves, report.plan, report.ends]).toEqual([
		[],
		[],
		[],
		[],
		[]
	]);
	expect(report.funnel).toEqual({ reach: null, stages: [] });
	expect(figure(report, 'net').value).toBe(null);
	for (const { meaning } of report.figures) expect(meaning).not.toBe('');
});

test('a quarter before the first record has nothing but eligible teams', async ({ own: { db } }) => {
	await load(db, SMALL);
	const report = await sound(db, '2024-Q2', NOW);
	expect(words(report)).toBe('Nothing is on record of any adoption or event up to 2024-06-30.');
	expect(report.curveOn).toEqual(['2024-06-30']);
	expect(report.patterns).toMatchObject([{ key: 'pairing', adopted: 0, curve: [0], rate: 0 }]);
});

test('a quarter in which nothing moved says so', async ({ own: { db } }) => {
	await load(db, SMALL);
	const report = await sound(db, '2025-Q3', NOW);
	expect(report.moves).toEqual([]);
	expect(words(report)).toContain('No adoption came into use or went out of it in the quarter.');
	expect(words(report)).toContain('No event was held in 2025-Q3.');
	expect(report.patterns).toMatchObject([{ adopted: 1, kept: 1, new: 0 }]);
});

test('a team that moved in mid-quarter counts where it was on each day', async ({ own: { db } }) => {
	const { 'adoption_events.csv': events, ...rest } = SMALL;
	await load(db, rest, '2025-01-01');
	const teams = (of: string) => SMALL['teams.csv'].replace('n1,North one,north', `n1,North one,${of}`);
	await load(db, { 'teams.csv': teams('south') }, '2025-05-10');
	await load(db, { 'adoption_events.csv': `${events}pairing,s2,adopted,2025-06-10,\n` });
	const [whole, north, south] = [
		await sound(db, '2025-Q2', NOW),
		await sound(db, '2025-Q2', NOW, { team: 'north' }),
		await sound(db, '2025-Q2', NOW, { team: 'south' })
	];
	const [moved] = whole.patterns;
	expect(moved).toMatchObject({ adoptedBefore: 1, adopted: 2, new: 1, kept: 1, movedIn: 0, movedOut: 0 });
	const parts = Object.fromEntries(whole.parts.map((own) => [own.key, own]));
	expect(parts['north']).toMatchObject({ adoptedBefore: 1, adopted: 0, lapsed: 0, movedOut: 1, teams: 1 });
	expect(parts['south']).toMatchObject({ adoptedBefore: 0, adopted: 2, new: 1, movedIn: 1, teams: 3 });
	expect(north.patterns).toMatchObject([{ adoptedBefore: 1, adopted: 0, movedOut: 1 }]);
	expect(south.patterns).toMatchObject([{ adoptedBefore: 0, adopted: 2, new: 1, movedIn: 1 }]);
	// n2 declined in April, when it lay in the north; of the part that n1 left, n1 tells nothing new
	expect(north.parts.map(({ key, movedOut }) => [key, movedOut])).toEqual([
		['n2', 0],
		['n1', 1]
	]);
	expect(words(whole)).not.toContain('moved');
	expect(words(south)).toContain('1 came and 0 left with teams that moved');
});

test('an area that moved takes what lies below it along', async ({ own: { db } }) => {
	const { 'adoption_events.csv': events, ...rest } = SMALL;
	await load(db, rest, '2025-01-01');
	const teams = SMALL['teams.csv'].replace('south,South,org', 'south,South,north');
	await load(db, { 'teams.csv': teams }, '2025-05-10');
	const more = 'pairing,s2,adopted,2025-02-03,\npairing,south,adopted,2025-06-03,\n';
	await load(db, { 'adoption_events.csv': events + more });
	const whole = await sound(db, '2025-Q2', NOW);
	const part = (key: string) => whole.parts.find((own) => own.key === key);
	expect(part('north')).toMatchObject({ adoptedBefore: 1, adopted: 3, new: 1, movedIn: 1, kept: 1 });
	expect(part('south')).toMatchObject({ adoptedBefore: 1, adopted: 0, eligible: 0, movedOut: 1, kept: 0 });
	const north = await sound(db, '2025-Q2', NOW, { team: 'north' });
	expect(north.parts.find(({ key }) => key === 'south')).toMatchObject({
		...{ adoptedBefore: 0, adopted: 2, new: 1, movedIn: 1 }
	});
});

test("an area's own adoptions as a team lie in a part of its own name", async ({ own: { db } }) => {
	const own = 'pairing,org,adopted,2025-04-20,\npairing,north,adopted,2025-02-02,\n';
	await load(db, { ...SMALL, 'adoption_events.csv': SMALL['adoption_events.csv'] + own });
	const whole = await sound(db, '2025-Q2', NOW);
	expect(whole.parts.map(({ key, adopted, eligible }) => [key, adopted, eligible])).toEqual([
		['north', 2, 3],
		['south', 0, 2],
		['org', 1, 1]
	]);
	expect(whole.parts.at(-1)).toMatchObject({ name: 'Organization', new: 1, teams: 0 });
	const leaf = await sound(db, '2025-Q2', NOW, { team: 'n1' });
	expect(leaf.parts).toMatchObject([{ key: 'n1', name: 'North one', teams: 1, adopted: 1, kept: 1 }]);
	// the only root is the whole organization
	expect((await sound(db, '2025-Q2', NOW, { team: 'org' })).area).toBe(null);
});

test('a retired pattern is told as such, by the name it has now', async ({ own: { db, sql } }) => {
	await load(db, SMALL);
	await sql`UPDATE patterns SET state = 'retired', name = 'Pairing, as it was' WHERE key = 'pairing'`;
	const report = await sound(db, '2025-Q1', NOW);
	expect(report.patterns).toMatchObject([
		{ key: 'pairing', name: 'Pairing, as it was', retired: true, adopted: 1, new: 1 }
	]);
	expect(words(report)).toContain('Pairing, as it was (+1)');
});

test('currencies are told beside each other and never added', async ({ own: { db, sql } }) => {
	await load(db, {
		'teams.csv': SMALL['teams.csv'],
		'patterns.csv': `${SMALL['patterns.csv']}reviews,Reviews,success,,2025-01-10,s1\nrest,Rest,success,,2025-01-10,\n`,
		'metrics.csv':
			'metric_key,name,unit,direction,value_per_unit,currency\nlead,Lead time,days,down,100,EUR\nbugs,Bugs,bugs,down,50,USD\n',
		'pattern_metrics.csv':
			'pattern_key,metric_key,claimed_effect\npairing,lead,-2\nreviews,bugs,-3\nrest,lead,-1\n',
		'pattern_costs.csv':
			'pattern_key,kind,amount,currency\npairing,effort,40,EUR\nreviews,effort,30,USD\nrest,effort,10,EUR\n',
		'adoption_events.csv':
			'pattern_key,team_key,stage,occurred_on\npairing,n1,adopted,2025-02-01\nreviews,s1,adopted,2025-02-01\nrest,s2,adopted,2025-07-03\n'
	});
	const report = await sound(db, '2025-Q3', NOW);
	expect(report.value.totals.map(({ currency, patterns, grade }) => [currency, patterns, grade])).toEqual([
		['EUR', 2, 'claimed'],
		['USD', 1, 'claimed']
	]);
	expect(figure(report, 'net')).toMatchObject({ currency: 'EUR', grade: 'claimed' });
	expect(figure(report, 'net').meaning).toContain('Other currencies are told beside it');
	expect(words(report)).toMatch(/made EUR [\d,]+ net[\s\S]*made USD [\d,]+ net/);
	const [dollars] = report.value.patterns.filter(({ currency }) => currency === 'USD');
	expect(report.value.totals[1]).toMatchObject({ net: dollars!.net!, benefit: dollars!.benefit! });

	// from August on the worth of a day is said in francs: its costs are not, and before it was another currency
	await sql`
		INSERT INTO metric_worths (metric_id, from_on, value_per_unit, currency, import_id)
		SELECT metric_id, '2025-08-01', 90, 'CHF', import_id FROM metric_worths WHERE currency = 'EUR'`;
	const changed = await sound(db, '2025-Q3', NOW);
	expect(changed.value.totals.map(({ currency }) => currency)).toEqual(['USD']);
	expect(changed.value.patterns.find(({ pattern }) => pattern.key === 'pairing')).toMatchObject({
		...{ currency: 'CHF', cost: null, net: null, roi: null },
		notes: expect.arrayContaining([expect.stringContaining('different currencies')])
	});
	expect(words(changed)).toContain('2 further patterns');
	await sql`UPDATE pattern_costs SET currency = 'CHF' WHERE currency = 'EUR'`;
	const francs = await sound(db, '2025-Q3', NOW);
	expect(figure(francs, 'net')).toMatchObject({ currency: 'CHF', before: null });
});

test('quarters and days are those of the fiscal calendar', async ({ own: { db } }) => {
	await load(db, SMALL);
	const calendar = { firstMonth: 2, timeZone: 'Pacific/Auckland' };
	const report = await sound(db, '2026-Q1', new Date('2025-04-30T12:30:00Z'), { calendar });
	// the first of May has begun there, which is in the next quarter
	expect(report).toMatchObject({
		quarter: { name: '2026-Q1', from: '2025-02-01', to: '2025-04-30' },
		before: { name: '2025-Q4', from: '2024-11-01', to: '2025-01-31' },
		asOf: '2025-04-30'
	});
	expect(report.ends).toEqual([{ end: 'declined', reason: null, adoptions: 1, before: 0 }]);
	await expect(reportOf(db, '2026-Q2', new Date('2025-04-30T11:30:00Z'), { calendar })).rejects.toThrow(
		'2026-Q2 begins on 2025-05-01'
	);
});

test('an end that was corrected is told as it is known now', async ({ own: { db, sql } }) => {
	await load(db, {
		...SMALL,
		'adoption_events.csv':
			'pattern_key,team_key,stage,occurred_on,reason\npairing,n2,agreed,2025-01-05,\npairing,n2,declined,2025-02-01,no need\npairing,s1,abandoned,2025-02-01,no capacity\n'
	});
	await sql`
		INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, supersedes, reason, import_id)
		SELECT team_id, pattern_id, gen_random_uuid(), stage, occurred_on, day_order, now(), id, 'context differs', import_id
		FROM transitions WHERE reason = 'no need'`;
	const report = await sound(db, '2025-Q1', NOW);
	expect(report.ends).toEqual([
		{ end: 'declined', reason: 'context differs', adoptions: 1, before: 0 },
		{ end: 'abandoned', reason: 'no capacity', adoptions: 1, before: 0 }
	]);
});

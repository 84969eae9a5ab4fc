import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

/** Durations with many ties, ended by cause 0 (not seen), 1 or 2, in one of three groups. */
const record = fc.record({
	time: fc.integer({ min: 0, max: 20 }),
	cause: fc.integer({ min: 0, max: 2 }),
	group: fc.constantFrom('a', 'b', 'c')
});
const records = fc.array(record, { maxLength: 60 });
type Records = { time: number; cause: number; group: string }[];

const columns = (rows: Records, unit = 1) => ({
	time: rows.map((row) => row.time * unit),
	cause: rows.map((row) => row.cause),
	event: rows.map((row) => row.cause === 1),
	group: rows.map((row) => row.group)
});
const everything = (rows: Records, unit = 1) => {
	const sample = columns(rows, unit);
	const curve = analytics.kaplanMeier(sample);
	const competing = analytics.aalenJohansen(sample, { causes: 2 });
	return {
		curve,
		competing,
		quantiles: [0.1, 0.5, 0.9].map((p) => analytics.survivalQuantile(curve, p)),
		mean: analytics.restrictedMean(curve, 12 * unit),
		states: analytics.timeInStates(competing, 12 * unit),
		logRank: analytics.logRank(sample),
		gray: analytics.grayTest(sample, 1),
		chance: analytics.chanceWithin(sample, 1, 3 * unit, 5 * unit)
	};
};

test('no NaN and no infinity leaves a survival function', () => {
	fc.assert(fc.property(records, (rows) => void expect(unfinite(everything(rows))).toEqual([])));
});

test('limits lie in [0, 1] and around the curve', () => {
	const around = (limits: analytics.Limits, values: number[]) =>
		values.forEach((value, i) => {
			const [lower, upper] = [limits.lower[i], limits.upper[i]];
			if (lower !== null) expect(lower).toBeGreaterThanOrEqual(0);
			if (upper !== null) expect(upper).toBeLessThanOrEqual(1);
			if (lower !== null) expect(lower).toBeLessThanOrEqual(value + 1e-12);
			if (upper !== null) expect(upper).toBeGreaterThanOrEqual(value - 1e-12);
		});
	fc.assert(
		fc.property(records, (rows) => {
			const { curve, competing } = everything(rows);
			for (const limits of [curve.loglog, curve.plain]) around(limits, curve.surv);
			for (const own of competing.causes)
				for (const limits of [own.loglog, own.plain]) around(limits, own.cif);
			expect(curve.surv).toHaveLength(curve.time.length);
		})
	);
});

test('the order of records does not matter', () => {
	fc.assert(
		fc.property(records, (rows) => {
			const shuffled = everything(rows.toReversed());
			// Groups come in order of first appearance, so only their common figures are the same.
			expect({ ...shuffled, logRank: 0, gray: 0 }).toEqual({ ...everything(rows), logRank: 0, gray: 0 });
		})
	);
});

test('the unit of time does not matter', () => {
	fc.assert(
		fc.property(records, (rows) => {
			const [days, weeks] = [everything(rows, 7), everything(rows)];
			expect(days.curve.surv).toEqual(weeks.curve.surv);
			expect(days.quantiles.map(({ t }) => t)).toEqual(weeks.quantiles.map(({ t }) => t && t * 7));
			expect(days.mean.mean).toBeCloseTo(weeks.mean.mean * 7, 9);
			expect(days.chance.chance).toEqual(weeks.chance.chance);
			expect(days.logRank).toEqual(weeks.logRank);
			expect(days.gray).toEqual(weeks.gray);
		})
	);
});

test('those under way and those ended by each cause add up to all, and their times to tau', () => {
	fc.assert(
		fc.property(records, (rows) => {
			const { competing, states } = everything(rows);
			competing.time.forEach((_, i) => {
				const ended = competing.causes.reduce((sum, { cif }) => sum + cif[i]!, 0);
				expect(ended + competing.eventFree[i]!).toBeCloseTo(1, 12);
			});
			expect(states.eventFree + states.causes[0]! + states.causes[1]!).toBeCloseTo(12, 10);
		})
	);
});

test('a chance is (F(a+h) - F(a)) / S(a) of the curves of all records', () => {
	const at = (values: number[], time: number[], t: number, start: number) =>
		values[time.findLastIndex((x) => x <= t)] ?? start;
	fc.assert(
		fc.property(records, fc.nat(20), fc.nat(20), (rows, age, horizon) => {
			const { time, eventFree, causes } = analytics.aalenJohansen(columns(rows), { causes: 2 });
			const found = analytics.chanceWithin(columns(rows), 1, age, horizon);
			const cif = causes[0]!.cif;
			const left = at(eventFree, time, age, 1);
			if (found.chance === null) return void expect(rows.every((row) => row.time <= age)).toBe(true);
			const direct = (at(cif, time, age + horizon, 0) - at(cif, time, age, 0)) / left;
			expect(found.chance).toBeCloseTo(direct, 10);
		})
	);
});

test('without a second cause the share ended is one minus the share under way', () => {
	fc.assert(
		fc.property(records, (rows) => {
			const sample = columns(rows.map((row) => ({ ...row, cause: row.cause % 2 })));
			const { causes } = analytics.aalenJohansen(sample);
			const { surv } = analytics.kaplanMeier(sample);
			causes[0]!.cif.forEach((share, i) => expect(share).toBeCloseTo(1 - surv[i]!, 12));
		})
	);
});

test('groups with the same records do not differ', () => {
	fc.assert(
		fc.property(fc.array(record, { minLength: 2, maxLength: 30 }), (rows) => {
			const twice = columns([
				...rows.map((row) => ({ ...row, group: 'a' })),
				...rows.map((row) => ({ ...row, group: 'b' }))
			]);
			const answer = analytics.logRank(twice);
			if (answer.kind === 'log-rank' && answer.chisq !== null) expect(answer.chisq).toBeCloseTo(0, 9);
			const gray = analytics.grayTest(twice, 1);
			if (gray.kind === 'gray') expect(gray.statistic).toBeCloseTo(0, 9);
			expect(answer.kind).toBe('log-rank');
		})
	);
});

test('durations that are counted give the curves of as many single ones', () => {
	const counted = fc.array(fc.record({ time: fc.nat(20), cause: fc.nat(2), count: fc.nat(4) }), {
		minLength: 1
	});
	fc.assert(
		fc.property(counted, (rows) => {
			const each = rows.flatMap((row) => new Array<(typeof rows)[number]>(row.count).fill(row));
			const columns = (of: typeof rows) => ({
				time: of.map(({ time }) => time),
				cause: of.map(({ cause }) => cause),
				event: of.map(({ cause }) => cause > 0)
			});
			const count = rows.map((row) => row.count);
			expect(analytics.kaplanMeier({ ...columns(rows), count })).toEqual(
				analytics.kaplanMeier(columns(each))
			);
			expect(analytics.aalenJohansen({ ...columns(rows), count }, { causes: 2 })).toEqual(
				analytics.aalenJohansen(columns(each), { causes: 2 })
			);
		})
	);
	expect(() => analytics.kaplanMeier({ time: [1], event: [1], count: [1, 2] })).toThrow(RangeError);
	expect(() => analytics.kaplanMeier({ time: [1], event: [1], count: [-1] })).toThrow(RangeError);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupTimeEffects, staggeredEffects } from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

const periods = 8;
const team = fc.record({
	adopted: fc.option(fc.integer({ min: -1, max: periods + 1 })),
	y: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: periods, maxLength: periods })
});
const teams = fc.array(team, { minLength: 1, maxLength: 25 });
const panelOf = (list: { adopted: number | null; y: number[] }[]) => ({
	adopted: list.map(({ adopted }) => adopted),
	y: list.map(({ y }) => y)
});

test('without gaps and with ample controls the effects are those of Callaway and Sant’Anna', () => {
	const never = Array.from({ length: 6 }, (_, i) => ({
		adopted: null,
		y: Array.from({ length: periods }, (_, t) => (i * t * 7) % 11)
	}));
	fc.assert(
		fc.property(fc.array(team, { minLength: 1, maxLength: 12 }), (drawn) => {
			// whoever adopts in the last period or later is never treated in theirs
			const list = [
				...drawn.filter(({ adopted }) => (adopted ?? 1) > 0 && (adopted ?? 1) < periods - 1),
				...never
			];
			const found = staggeredEffects(panelOf(list));
			// theirs: the first treated period is the one after adopting, which one period of anticipation leaves out
			const reference = groupTimeEffects(
				{
					times: Array.from({ length: periods }, (_, t) => t),
					firstTreated: list.map(({ adopted }) => (adopted === null ? null : adopted + 1)),
					y: list.map(({ y }) => y)
				},
				{ control: 'notyet', base: 'universal', anticipation: 1 }
			);
			if (found.kind === 'too-little' || reference.kind === 'too-little') {
				expect(found.kind).toBe(reference.kind === 'too-little' ? 'too-little' : found.kind);
				return;
			}
			expect(found.overall.att).toBeCloseTo(reference.simple!.att, 8);
			for (const { since, att } of found.by.filter(({ since }) => since > 0))
				expect(att).toBeCloseTo(reference.dynamic.by.find(({ e }) => e === since - 1)!.att, 8);
		})
	);
});

test('no NaN and no infinity leaves, whatever is missing', () => {
	fc.assert(
		fc.property(
			teams,
			fc.integer({ min: 1, max: 4 }),
			fc.infiniteStream(fc.boolean()),
			(list, step, missing) => {
				const { adopted, y } = panelOf(list);
				const gappy = y.map((own) => own.map((value) => (missing.next().value ? NaN : value)));
				expect(unfinite(staggeredEffects({ adopted, y: gappy }, step))).toEqual([]);
			}
		)
	);
});

test('what all teams share in a period, and what a team always has, changes nothing', () => {
	fc.assert(
		fc.property(teams, fc.integer({ min: 1, max: 3 }), (list, step) => {
			const shifted = list.map(({ adopted, y }, i) => ({ adopted, y: y.map((v, t) => v + 3 * i + t * t) }));
			const one = staggeredEffects(panelOf(list), step);
			const other = staggeredEffects(panelOf(shifted), step);
			expect(other.kind).toBe(one.kind);
			if (one.kind !== 'staggered' || other.kind !== 'staggered') return;
			expect(other.overall.att).toBeCloseTo(one.overall.att, 8);
			expect(other.overall.se).toBeCloseTo(one.overall.se, 8);
		})
	);
});

test('what is measured after giving up does not count', () => {
	const others = Array.from({ length: 6 }, () => ({ adopted: null, y: [1, 1, 1, 1] }));
	const found = staggeredEffects(panelOf([{ adopted: 1, y: [1, 1, 4, NaN] }, ...others]));
	expect(found.kind === 'staggered' && found.overall.att).toBe(3);
});

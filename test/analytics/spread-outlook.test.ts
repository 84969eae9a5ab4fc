import { simulate } from '@app/demo';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthCurves, spreadOutlook } from '../../packages/analytics/src/index.ts';
import { records } from '../demo/reading.ts';
import { unfinite } from './unfinite.ts';

const model = fc.constantFrom('bass' as const, 'logistic' as const, 'gompertz' as const);
const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });

test('a forecast rises, stays in its band, and ends between those who have adopted and all who can', () => {
	fc.assert(
		fc.property(model, counts, fc.integer({ min: 0, max: 100 }), (family, periodic, more) => {
			const adopters = periodic.reduce((sum, count) => sum + count, 0);
			const found = spreadOutlook(family, periodic, adopters + more, 6);
			expect(unfinite(found)).toEqual([]);
			if (found.kind === 'too-little') return void expect(adopters).toBe(0);
			let before = adopters;
			for (const { expected, lower, upper } of [...found.ahead, found.saturation]) {
				expect(expected).toBeGreaterThanOrEqual(before - 1e-9);
				expect(lower).toBeGreaterThanOrEqual(adopters);
				expect(upper).toBeLessThanOrEqual(adopters + more);
				expect(lower).toBeLessThanOrEqual(upper);
				before = expected;
			}
		}),
		{ numRuns: 40 }
	);
});

test('more adopters than there can be is a mistake', () => {
	expect(() => spreadOutlook('bass', [3, 4], 6, 2)).toThrow(RangeError);
});

/** FORECASTS=20 for the figure to trust. */
const ORGANIZATIONS = Number(process.env['FORECASTS'] ?? 2);

test(
	`what comes within a year lies in about 90 of 100 bands (${ORGANIZATIONS} organizations)`,
	{ timeout: 30_000 * (1 + ORGANIZATIONS) },
	() => {
		const hits: boolean[] = [];
		for (let seed = 1; seed <= ORGANIZATIONS; seed++) {
			const { files, truth } = simulate({ seed, until: '2026-09-30' });
			const eligible = Object.keys(truth.traits).length;
			const successes = records(files['patterns.csv']).filter(({ kind }) => kind === 'success');
			const adopted = records(files['adoption_events.csv']).filter(({ stage }) => stage === 'adopted');
			for (const { pattern_key } of successes) {
				const first = new Map<string, number>();
				for (const event of adopted) {
					const month = Number(event.occurred_on!.slice(0, 4)) * 12 + Number(event.occurred_on!.slice(5, 7));
					if (event.pattern_key === pattern_key && !first.has(event.team_key!))
						first.set(event.team_key!, month);
				}
				const months = [...first.values()];
				const launch = Math.min(...months);
				for (const asOf of [2024 * 12 + 12, 2025 * 12 + 6, 2025 * 12 + 9]) {
					const periodic = Array.from(
						{ length: asOf - launch + 1 },
						(_, i) => months.filter((m) => m === launch + i).length
					);
					let sum = 0;
					const levels = periodic.map((count) => (sum += count));
					if (sum < 10 || periodic.length < 6) continue;
					const best = growthCurves(
						levels.map((_, i) => i + 1),
						levels
					).bestByAicc!;
					const found = spreadOutlook(best, periodic, eligible, 12);
					if (found.kind === 'too-little') continue;
					const truth12 = months.filter((month) => month <= asOf + 12).length;
					const { lower, upper } = found.ahead[11]!;
					hits.push(lower <= truth12 && truth12 <= upper);
				}
			}
		}
		const share = hits.filter(Boolean).length / hits.length;
		console.log(
			`forecasts a year ahead: ${(100 * share).toFixed(1)} of 100 bands hold what came (${hits.length} forecasts)`
		);
		expect(share).toBeGreaterThan(0.88 - 3 * Math.sqrt(0.09 / hits.length));
	}
);

import { chiSquareTail } from './chi-square-tail.ts';
import type { Durations } from './kaplan-meier.ts';
import { leastSquares } from './least-squares.ts';
import { riskTable, type RiskTable } from './risk-table.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** Durations of several groups; `group` names the group of each. */
export type GroupedDurations = Durations & { group: ArrayLike<string | number> };

/** Ends seen in each group, beside those expected if the groups did not differ. */
export type LogRank = {
	kind: 'log-rank';
	/** In order of first appearance, as all lists here. */
	groups: (string | number)[];
	n: number[];
	observed: number[];
	expected: number[];
	variance: number[][];
	/** Null where the ends cannot tell the groups apart (none seen while two groups were watched). */
	chisq: number | null;
	df: number;
	p: number | null;
};

/**
 * Do groups differ in how long it takes, or is it chance? Asked of adoption with and without support.
 *
 * @param sample durations, their ends and their groups
 * @returns the statistic and its p-value; `too-little` for fewer than two groups
 * @throws RangeError as {@link kaplanMeier}
 * @see Mantel 1966; Peto & Peto 1972; R survival, survdiff (groups that nothing is expected of are left out)
 * @example
 * logRank({ time: [1, 2, 3, 4], event: [1, 1, 1, 1], group: ['a', 'a', 'b', 'b'] }).chisq; // => 2.88235294
 */
export function logRank({ time, event, group }: GroupedDurations): LogRank | TooLittle {
	const groups = [...new Set(Array.from(group))];
	if (groups.length < 2) return tooLittle('two groups to compare');
	const all = riskTable(time, event, 1);
	const tables = groups.map((name) => tableOf(name, { time, event, group }));
	const observed = tables.map(({ nEvent }) => nEvent[0]!.reduce((sum, d) => sum + d, 0));
	const expected = groups.map(() => 0);
	const variance = groups.map(() => groups.map(() => 0));
	const next = groups.map(() => 0);
	for (const [i, t] of all.time.entries()) {
		const n = all.atRisk[i]!;
		const d = all.nEvent[0]![i]!;
		const share = tables.map((table, k) => {
			while (table.time[next[k]!]! < t) next[k]!++;
			return (table.atRisk[next[k]!] ?? 0) / n;
		});
		const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
		for (const [k, own] of share.entries()) {
			expected[k]! += d * own;
			for (const [l, other] of share.entries())
				variance[k]![l]! += spread * own * ((k === l ? 1 : 0) - other);
		}
	}
	const n = tables.map((table) => table.n);
	return {
		kind: 'log-rank',
		groups,
		n,
		observed,
		expected,
		variance,
		...statistic(observed, expected, variance)
	};
}

function tableOf(name: string | number, { time, event, group }: GroupedDurations): RiskTable {
	const own = Array.from(group).flatMap((value, i) => (value === name ? [i] : []));
	return riskTable(
		own.map((i) => time[i]!),
		own.map((i) => event[i]!),
		1
	);
}

/** u'V⁻¹u on all groups but one, since the last difference is minus the sum of the others. */
function statistic(observed: number[], expected: number[], variance: number[][]) {
	const kept = expected.flatMap((e, k) => (e > 0 ? [k] : [])).slice(0, -1);
	const u = kept.map((k) => observed[k]! - expected[k]!);
	const solved = leastSquares(
		kept.map((k) => kept.map((l) => variance[k]![l]!)),
		u
	);
	const df = kept.length;
	if (df === 0 || solved === null) return { chisq: null, df, p: null };
	const chisq = Math.max(
		0,
		solved.coef.reduce((sum, x, k) => sum + x * u[k]!, 0)
	);
	return { chisq, df, p: chiSquareTail(chisq, df) };
}

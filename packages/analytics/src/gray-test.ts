import type { CompetingDurations } from './aalen-johansen.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { leastSquares } from './least-squares.ts';
import { riskTable } from './risk-table.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** Do groups differ in the share that ends by one cause? */
export type GrayTest = { kind: 'gray'; cause: number; statistic: number; df: number; p: number };

/** The state of one group just before and just after the time at hand. */
type Group = {
	atRisk: number;
	ended: number;
	others: number;
	survBefore: number;
	surv: number;
	cifBefore: number;
	cif: number;
};

const zeros = (rows: number, columns: number) =>
	Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

/**
 * Do groups differ in the share that ends by this cause, competing ends taken into account? The log-rank test
 * of {@link aalenJohansen} curves.
 *
 * @param sample durations, causes (0 not seen, 1..K) and groups
 * @param cause number of the cause compared
 * @returns the statistic and its p-value; `too-little` where there are fewer than two groups or no such end
 * @throws RangeError as {@link aalenJohansen}
 * @see Gray 1988, Annals of Statistics 16:1141, with rho = 0; the estimator of R cmprsk, subroutine crst
 * @example
 * grayTest({ time: [1, 2, 3, 4], cause: [1, 1, 2, 1], group: ['a', 'b', 'a', 'b'] }, 1).df; // => 1
 */
export function grayTest(
	{ time, cause, group }: CompetingDurations & { group: ArrayLike<string | number> },
	of: number
): GrayTest | TooLittle {
	const names = [...new Set(Array.from(group))];
	if (names.length < 2) return tooLittle('two groups to compare');
	const tables = names.map((name) => {
		const own = Array.from(group).flatMap((value, i) => (value === name ? [i] : []));
		const ends = own.map((i) => (cause[i] === of ? 1 : cause[i] === 0 ? 0 : 2));
		return riskTable(
			own.map((i) => time[i]!),
			ends,
			2
		);
	});
	const times = [...new Set(tables.flatMap((table) => table.time))].sort((a, b) => a - b);
	const sums = emptySums(names.length);
	const groups: Group[] = names.map(() => ({
		atRisk: 0,
		ended: 0,
		others: 0,
		survBefore: 1,
		surv: 1,
		cifBefore: 0,
		cif: 0
	}));
	const next = names.map(() => 0);
	for (const t of times) {
		for (const [k, state] of groups.entries()) {
			const table = tables[k]!;
			while (table.time[next[k]!]! < t) next[k]!++;
			const here = table.time[next[k]!] === t;
			const [own, others] = table.nEvent.map((list) => (here ? list[next[k]!]! : 0));
			const atRisk = table.atRisk[next[k]!] ?? 0;
			const left = atRisk - own! - others!;
			const { surv, cif } = state;
			const after =
				atRisk > 0 ? { surv: (surv * left) / atRisk, cif: cif + (surv * own!) / atRisk } : { surv, cif };
			groups[k] = { atRisk, ended: own!, others: others!, survBefore: surv, cifBefore: cif, ...after };
		}
		addTime(sums, groups);
	}
	const solved = statistic(sums);
	if (solved === null) return tooLittle('ends by this cause while two groups were watched');
	return {
		kind: 'gray',
		cause: of,
		statistic: solved,
		df: names.length - 1,
		p: chiSquareTail(solved, names.length - 1)
	};
}

/** Score, and the pieces of its variance that the later curve still multiplies. */
type Sums = { pooled: number; score: number[]; c: number[][]; v: number[][]; v2: number[][]; v3: number[] };

const emptySums = (k: number): Sums => ({
	pooled: 0,
	score: new Array<number>(k).fill(0),
	c: zeros(k, k),
	v: zeros(k, k),
	v2: zeros(k, k),
	v3: new Array<number>(k).fill(0)
});

function addTime(sums: Sums, groups: readonly Group[]): void {
	const ended = groups.reduce((sum, g) => sum + g.ended, 0);
	if (ended + groups.reduce((sum, g) => sum + g.others, 0) === 0) return;
	const watched = groups.map((g, k) => ({ ...g, k })).filter((g) => g.atRisk > 0);
	const weight = (g: Group) => g.atRisk / g.survBefore;
	const tr = watched.reduce((sum, g) => sum + weight(g), 0);
	const tq = watched.reduce((sum, g) => sum + weight(g) * (1 - g.cifBefore), 0);
	const before = sums.pooled;
	sums.pooled += ended / tr;
	const a = zeros(groups.length, groups.length);
	for (const i of watched) {
		if (tq > 0) sums.score[i.k]! += i.ended - (ended * weight(i) * (1 - i.cifBefore)) / tq;
		for (const j of watched) {
			a[i.k]![j.k] = weight(i) * ((i.k === j.k ? 1 : 0) - weight(j) / tr);
			sums.c[i.k]![j.k]! += (a[i.k]![j.k]! * ended) / (tr * (1 - before));
		}
	}
	for (const g of watched) {
		const event = g.surv > 0 ? 1 - (1 - sums.pooled) / g.surv : 1;
		const ties = ended > 1 ? 1 - (ended - 1) / (tr * g.survBefore - 1) : 1;
		if (ended > 0) addVariance(sums, g.k, event, (ties * g.survBefore * ended) / (tr * g.atRisk), a);
		if (g.others === 0 || g.surv <= 0) continue;
		const otherTies = g.others > 1 ? 1 - (g.others - 1) / (g.atRisk - 1) : 1;
		const other = (otherTies * g.survBefore ** 2 * g.others) / g.atRisk ** 2;
		addVariance(sums, g.k, -(1 - sums.pooled) / g.surv, other, zeros(groups.length, groups.length));
	}
}

function addVariance({ c, v, v2, v3 }: Sums, k: number, factor: number, size: number, a: number[][]): void {
	v3[k]! += factor * factor * size;
	for (const i of v3.keys()) {
		const own = a[i]![k]! - factor * c[i]![k]!;
		v2[i]![k]! += own * factor * size;
		for (const j of v3.keys()) v[i]![j]! += own * (a[j]![k]! - factor * c[j]![k]!) * size;
	}
}

/** s'V⁻¹s on all groups but the last. */
function statistic({ score, c, v, v2, v3 }: Sums): number | null {
	const kept = score.map((_, k) => k).slice(0, -1);
	const entry = (i: number, j: number) =>
		v3.reduce(
			(sum, third, k) =>
				sum + c[i]![k]! * c[j]![k]! * third + c[i]![k]! * v2[j]![k]! + c[j]![k]! * v2[i]![k]!,
			v[i]![j]!
		);
	const u = kept.map((k) => score[k]!);
	const solved = leastSquares(
		kept.map((i) => kept.map((j) => entry(i, j))),
		u
	);
	return (
		solved &&
		Math.max(
			0,
			solved.coef.reduce((sum, x, k) => sum + x * u[k]!, 0)
		)
	);
}

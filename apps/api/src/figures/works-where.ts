import { wilsonInterval } from '@app/analytics';
import type { WorksWhere } from '@app/contract';
import type { TraitOutcome } from '@app/db';

/** Fewer teams than this with a trait are a story, not evidence. */
const ENOUGH = 3;
const MOST = 12;
const CONFIDENCE = 0.9;

type Count = { tried: number; works: number };
const triedBy = (rows: TraitOutcome[]): Count => ({
	tried: rows.reduce((sum, { inUse, gaveUp }) => sum + inUse + gaveUp, 0),
	works: rows.reduce((sum, { inUse }) => sum + inUse, 0)
});

/**
 * Where a pattern works: of the teams that took it up, how many of those with a trait kept it, beside the others whose
 * trait is known. What tells most comes first.
 */
export function worksWhere(outcomes: TraitOutcome[]): WorksWhere[] {
	const byTrait = Map.groupBy(outcomes, ({ trait }) => trait);
	return [...byTrait.values()]
		.map(inBands)
		.flatMap((values) =>
			values.map((own) => {
				const here = triedBy([own]);
				const others = triedBy(values.filter((other) => other !== own));
				return { row: rowOf(own, here, others), tells: tells(here, others) };
			})
		)
		.filter(({ row }) => row.tried >= ENOUGH)
		.sort((a, b) => b.tells - a.tells || b.row.tried - a.row.tried)
		.slice(0, MOST)
		.map(({ row }) => row);
}

/** A trait that is a number in more ways than this is read in bands: a team of 8 and one of 9 are alike. */
const MOST_NUMBERS = 4;
const BANDS = 3;

/** The values of a trait; those of a number as bands of about as many teams each. */
function inBands(values: TraitOutcome[]): TraitOutcome[] {
	const numbers = values.map(({ value }) => Number(value || NaN));
	if (values.length <= MOST_NUMBERS || numbers.some(Number.isNaN)) return values;
	const sorted = values.toSorted((a, b) => Number(a.value) - Number(b.value));
	const { tried: all } = triedBy(sorted);
	let before = 0;
	const bands = Map.groupBy(sorted, (row) => {
		const band = Math.min(BANDS - 1, Math.floor((before / Math.max(1, all)) * BANDS));
		before += triedBy([row]).tried;
		return band;
	});
	return [...bands.values()].map((own) => {
		const [from, to] = [own[0]!.value, own.at(-1)!.value];
		const sum = (of: 'inUse' | 'gaveUp' | 'declined') => own.reduce((total, row) => total + row[of], 0);
		return {
			trait: own[0]!.trait,
			value: from === to ? from : `${from} to ${to}`,
			...{ inUse: sum('inUse'), gaveUp: sum('gaveUp'), declined: sum('declined') }
		};
	});
}

function rowOf({ trait, value }: TraitOutcome, here: Count, others: Count): WorksWhere {
	const [own, rest] = [here, others].map(({ works, tried }) => wilsonInterval(works, tried, CONFIDENCE));
	return {
		...{ trait, value, ...here, share: own!.share ?? 0 },
		interval: { lower: own!.lower ?? 0, upper: own!.upper ?? 1 },
		elsewhere: {
			...others,
			share: rest!.share,
			interval: rest!.share === null ? null : { lower: rest!.lower!, upper: rest!.upper! }
		}
	};
}

/** How much less surprising the outcomes are once the trait is known: the likelihood ratio G. */
function tells(here: Count, others: Count): number {
	const all = { tried: here.tried + others.tried, works: here.works + others.works };
	const part = (count: number, of: number) => (count > 0 ? count * Math.log(count / of) : 0);
	const fit = ({ tried, works }: Count) => part(works, tried) + part(tried - works, tried);
	return fit(here) + fit(others) - fit(all);
}

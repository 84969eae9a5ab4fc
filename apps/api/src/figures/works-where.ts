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

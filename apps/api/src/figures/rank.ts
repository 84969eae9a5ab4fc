import { wilsonInterval } from '@app/analytics';
import type { Candidate, TraitOutcome } from '@app/db';

/** A trait that made a difference: of the decisions in teams like this, so many were for the pattern and lasted. */
type Fit = { trait: string; value: string; share: number; lasted: number; decided: number };
/** A candidate with what speaks for it; `score` orders candidates and means nothing by itself. */
export type Ranked = Candidate & {
	areaRate: number | null;
	fit: Fit | null;
	share: number | null;
	score: number;
};

/** Decisions that say nothing are this many, split as all are: two of two is not certainty. */
const PRIOR = 4;
const CONFIDENCE = 0.9;
/** A team that has noticed a pattern is that much nearer to it than one that has not. */
const NOTICED = { identified: 3, observed: 2 };
/** What draws a team that sees nobody use it. */
const OF_ITS_OWN_ACCORD = 0.15;

type Decided = { lasted: number; decided: number };
const decidedBy = (rows: TraitOutcome[]): Decided => ({
	lasted: rows.reduce((sum, { inUse }) => sum + inUse, 0),
	decided: rows.reduce((sum, { inUse, gaveUp, declined }) => sum + inUse + gaveUp + declined, 0)
});

/** Who would be next, best first: who fits, and sees it used by those it works with and those around it. */
export function rank(candidates: Candidate[], outcomes: TraitOutcome[]): Ranked[] {
	const fits = fitsOf(outcomes);
	const usual = usualShare(outcomes);
	return candidates
		.map((candidate): Ranked => {
			const areaRate = candidate.siblings > 0 ? candidate.siblingsUsing / candidate.siblings : null;
			// the condition that fails most often is the one that counts
			const fit = candidate.traits
				.flatMap(({ trait, value }) => fits.get(`${trait} ${value}`) ?? [])
				.reduce<Fit | null>((least, own) => (least === null || own.share < least.share ? own : least), null);
			const share = fit?.share ?? usual;
			const pulls = [candidate.exposure, areaRate].filter((pull) => pull !== null);
			const pull = pulls.length > 0 ? pulls.reduce((sum, own) => sum + own, 0) / pulls.length : 0;
			const noticed = candidate.stage === null ? 1 : NOTICED[candidate.stage];
			return {
				...candidate,
				areaRate,
				fit,
				share,
				score: noticed * (share ?? 1) * (OF_ITS_OWN_ACCORD + pull)
			};
		})
		.sort((a, b) => b.score - a.score || a.teamKey.localeCompare(b.teamKey));
}

/** All decisions of any trait: each trait counts the same teams again, so the best known one speaks for all. */
function usualShare(outcomes: TraitOutcome[]): number | null {
	const traits = [...Map.groupBy(outcomes, ({ trait }) => trait).values()].map(decidedBy);
	const best = traits.sort((a, b) => b.decided - a.decided)[0];
	return best && best.decided > 0 ? best.lasted / best.decided : null;
}

/** The trait values whose teams decided otherwise than the rest, beyond what chance explains. */
function fitsOf(outcomes: TraitOutcome[]): Map<string, Fit> {
	const fits = new Map<string, Fit>();
	for (const values of Map.groupBy(outcomes, ({ trait }) => trait).values()) {
		const all = decidedBy(values);
		for (const { trait, value, ...own } of values) {
			const here = decidedBy([{ trait, value, ...own }]);
			const others = wilsonInterval(all.lasted - here.lasted, all.decided - here.decided, CONFIDENCE);
			const { lower, upper } = wilsonInterval(here.lasted, here.decided, CONFIDENCE);
			const apart =
				others.share !== null && lower !== null && (upper! < others.share || lower > others.share);
			if (!apart) continue;
			const share = (here.lasted + (PRIOR * all.lasted) / all.decided) / (here.decided + PRIOR);
			fits.set(`${trait} ${value}`, { trait, value, share, ...here });
		}
	}
	return fits;
}

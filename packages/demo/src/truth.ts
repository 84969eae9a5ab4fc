import type { Adoption, Reason, Stage } from './adoption.ts';
import type { Day } from './calendar.ts';
import { toIso } from './calendar.ts';
import { effectIn, monthsInUse, monthsWithin } from './measurements.ts';
import { METRICS } from './metrics.ts';
import type { Leaf } from './organization.ts';
import { fits, isBacked } from './setting.ts';
import type { LivePattern } from './setting.ts';

/** What the simulation was made with: for tests of whether the product finds it. Never shown as data. */
export type Truth = {
	/**
	 * Hazards per month of a team's taking a pattern up, and the share of leaf teams that are interested, in its context
	 * and, as far as it matters, backed (some of them decline all the same). p and q are those of single teams: a curve
	 * fitted to adoptions sees them delayed by the time in stages and thinned by taste and season.
	 */
	diffusion: { pattern: string; p: number; q: number; saturation: number }[];
	/**
	 * Signed change of the metric per team in use, in the metric's unit: none in the month of adoption, from the next
	 * month on in full, or in equal monthly steps over `rampMonths`; gone in the month after it was given up.
	 */
	effects: { pattern: string; metric: string; effect: number; rampMonths: number }[];
	/** Sums up to `until`, in EUR; a harmful effect makes a negative benefit. `adopters` ever adopted, origin included. */
	value: {
		pattern: string;
		adopters: number;
		teamMonths: number;
		benefit: number;
		originBenefit: number;
		cost: number;
	}[];
	/** Open adoptions that will not move until somebody helps, since the day they entered the stage. */
	stuck: { pattern: string; team: string; stage: Stage; since: string; reason: Reason }[];
	/** The context in which a pattern works; patterns that work anywhere are not listed. */
	fit: { pattern: string; trait: string; values: string[] }[];
	/** Every leaf's traits as they are at `until`, also where nobody wrote them down. */
	traits: Record<string, Record<string, string>>;
	/** Teams that do not use the pattern at `until` and adopt it within the 6 months after, if nothing changes. */
	willAdoptNext: { pattern: string; team: string; adoptedOn: string }[];
};

export function truth(
	patterns: LivePattern[],
	leaves: Leaf[],
	adoptions: Adoption[],
	start: Day,
	until: Day
): Truth {
	const keys = ({ pattern, team }: Adoption) => ({ pattern: pattern.key, team: team.key });
	return {
		diffusion: patterns.map((each) => ({
			pattern: each.key,
			p: each.p,
			q: each.q,
			saturation: saturation(each, leaves, until)
		})),
		effects: patterns.map(({ key, metric, effect, ramp }) => ({
			pattern: key,
			metric,
			effect,
			rampMonths: ramp
		})),
		value: patterns.map((pattern) =>
			value(
				pattern,
				adoptions.filter((each) => each.pattern === pattern),
				start,
				until
			)
		),
		stuck: adoptions.flatMap((each) => {
			if (!each.stuck || each.stuck.since > until) return [];
			return [{ ...keys(each), ...each.stuck, since: toIso(each.stuck.since) }];
		}),
		fit: patterns.flatMap(({ key, fit }) =>
			fit ? [{ pattern: key, trait: fit.trait, values: fit.values }] : []
		),
		traits: Object.fromEntries(leaves.map(({ key, traits }) => [key, traits])),
		willAdoptNext: adoptions.flatMap((each) => {
			const next = each.uses.find(({ from }) => from > until);
			return !next || each.uses.some(({ from, to }) => from <= until && to > until)
				? []
				: [{ ...keys(each), adoptedOn: toIso(next.from) }];
		})
	};
}

function saturation(pattern: LivePattern, leaves: Leaf[], until: Day): number {
	const shares = leaves.map((leaf) => {
		if (leaf.apart || !fits(pattern, leaf)) return 0;
		return pattern.open * (isBacked(pattern, leaf, until) ? 1 : 1 - pattern.needsBacking);
	});
	return Math.round((100 * shares.reduce((sum, share) => sum + share, 0)) / leaves.length) / 100;
}

function value(pattern: LivePattern, adoptions: Adoption[], start: Day, until: Day): Truth['value'][number] {
	const { direction, valuePerUnit } = METRICS.find(({ key }) => key === pattern.metric)!;
	const months = monthsWithin(start, until);
	const worth = (adoption: Adoption) =>
		months.reduce((sum, month) => sum + effectIn(adoption, month), 0) *
		(direction === 'up' ? 1 : -1) *
		valuePerUnit;
	const adopters = adoptions.filter((each) => each.uses.some(({ from }) => from <= until));
	const { effort, support, 'one-off': once } = pattern.costs;
	return {
		pattern: pattern.key,
		adopters: adopters.length,
		teamMonths: adopters.reduce(
			(sum, each) => sum + months.filter((month) => monthsInUse(each, month) > 0).length,
			0
		),
		benefit: Math.round(adopters.reduce((sum, each) => sum + worth(each), 0)),
		originBenefit: Math.round(worth(adopters.find(({ team }) => team === pattern.origin)!)),
		cost: adopters.length * (effort + support) + once
	};
}

import { adopt } from './adoption.ts';
import type { Adoption, Stage } from './adoption.ts';
import type { Day } from './calendar.ts';
import { workday } from './calendar.ts';
import { NOTES } from './notes.ts';
import type { Leaf, Organization } from './organization.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';
import { MONTH, fits, isBacked } from './setting.ts';
import type { LivePattern, ScaleEvent } from './setting.ts';

/** Days in use: from adopted to abandoned; the end is open where it is in use still. */
export type Use = { from: Day; to: Day };

/** When the adoption was in use, in order. */
export function uses({ steps }: Adoption): Use[] {
	const spans: Use[] = [];
	for (const { stage, day } of steps) {
		if (stage === 'adopted') spans.push({ from: day, to: Infinity });
		if (stage === 'abandoned' && spans.at(-1)?.to === Infinity) spans.at(-1)!.to = day;
	}
	return spans;
}

/**
 * How one pattern spreads: week by week each team takes it up with the hazard (p + q x exposure) per month, where
 * exposure (0 to 1) mixes the shares of users in its department, among the teams it works with, and anywhere; times
 * what its context, its leader, its own taste and the season make of it.
 * @param until last simulated day; the spread runs on to `horizon`
 */
export function spread(
	pattern: LivePattern,
	organization: Organization,
	events: ScaleEvent[],
	seed: number,
	{ until, horizon }: { until: Day; horizon: Day }
): Adoption[] {
	const dice = random(seed, `spread ${pattern.key}`);
	const { leaves } = organization;
	const shown = events.filter(({ coalition }) => coalition === pattern.coalition).map(({ day }) => day);
	const taste = new Map(leaves.map((leaf) => [leaf, interest(pattern, leaf, dice)]));
	const begin = (leaf: Leaf, stage: Stage, day: Day, note: string) =>
		adopt(pattern, leaf, { stage, day, note }, until, horizon, dice);
	const { origin, discovered } = pattern;
	const adoptions = new Map([[origin, begin(origin, 'adopted', discovered, 'discovered here')]]);
	for (let week = discovered + 7; week < horizon; week += 7) {
		const exposure = exposures(organization, adoptions, week);
		const mood =
			(7 / MONTH) * season(week) * attention(shown, week) * (week > (pattern.exposed ?? Infinity) ? 0.04 : 1);
		for (const leaf of leaves) {
			if (adoptions.has(leaf) || leaf.joined + 30 > week) continue;
			const backing = isBacked(pattern, leaf, week) ? 1 : 1 - 0.8 * pattern.needsBacking;
			const hazard = (pattern.p + pattern.q * exposure(leaf)) * taste.get(leaf)! * backing * mood;
			if (!dice.chance(hazard)) continue;
			const stage = pattern.exposed === undefined && dice.chance(0.05) ? 'observed' : 'identified';
			adoptions.set(leaf, begin(leaf, stage, workday(week + dice.whole(0, 4)), dice.pick(NOTES[stage])));
		}
	}
	return [...adoptions.values()];
}

/** Factor on a team's hazard; 0 for a team that will never care. */
function interest(pattern: LivePattern, leaf: Leaf, dice: Random): number {
	const cares = dice.chance(pattern.open) && !leaf.apart;
	const strength = dice.logNormal(1, 0.4) * (fits(pattern, leaf) ? 1 : pattern.fit!.elsewhere);
	return cares ? strength : 0;
}

/** Little new begins in August and December. */
const season = (day: Day) => ([7, 11].includes(new Date(day * 86_400_000).getUTCMonth()) ? 0.55 : 1.08);

/** For three weeks after a Scale Across event people talk about what was shown. */
const attention = (shown: Day[], day: Day) => (shown.some((on) => on <= day && day < on + 21) ? 2 : 0.8);

/** The exposure of each team to users on a day. */
function exposures(
	{ leaves, links }: Organization,
	adoptions: Map<Leaf, Adoption>,
	day: Day
): (leaf: Leaf) => number {
	const users = new Set(
		[...adoptions.values()]
			.filter((adoption) => uses(adoption).some(({ from, to }) => from <= day && day < to))
			.map(({ team }) => team.key)
	);
	const share = new Map<string, { weight: number; users: number }>();
	const count = (of: string, member: string, weight: number) => {
		const sum = share.get(of) ?? { weight: 0, users: 0 };
		share.set(of, { weight: sum.weight + weight, users: sum.users + (users.has(member) ? weight : 0) });
	};
	for (const { key, department } of leaves) count(`in ${department}`, key, 1);
	for (const { from, to, weight } of links) {
		count(`near ${from}`, to, weight);
		count(`near ${to}`, from, weight);
	}
	const of = (name: string) => (share.get(name)?.users ?? 0) / (share.get(name)?.weight ?? 1);
	return ({ key, department }) =>
		0.35 * of(`in ${department}`) + 0.35 * of(`near ${key}`) + (0.3 * users.size) / leaves.length;
}

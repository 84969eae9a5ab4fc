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
	const circle = circles(organization);
	const begin = (leaf: Leaf, stage: Stage, day: Day, note: string) =>
		adopt(pattern, leaf, { stage, day, note }, until, horizon, dice);
	const { origin, discovered } = pattern;
	const adoptions = new Map([[origin, begin(origin, 'adopted', discovered, 'discovered here')]]);
	for (let week = discovered + 7; week < horizon; week += 7) {
		const users = usersOn(adoptions.values(), week);
		const news = attention(shown, week) * (week > (pattern.exposed ?? Infinity) ? 0.04 : 1);
		for (const leaf of leaves) {
			if (adoptions.has(leaf) || leaf.joined + 30 > week) continue;
			const backing = isBacked(pattern, leaf, week) ? 1 : 1 - 0.8 * pattern.needsBacking;
			const exposure = 0.3 * (users.size / leaves.length) + 0.7 * shareOf(circle.get(leaf)!, users);
			const monthly = (pattern.p + pattern.q * exposure) * taste.get(leaf)! * backing * news * season(week);
			if (!dice.chance((monthly * 7) / MONTH)) continue;
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

/** Whom a team looks at, with weights that sum to 1: half its department (itself included), half those it works with. */
type Circle = [team: string, weight: number][];

function circles({ leaves, links }: Organization): Map<Leaf, Circle> {
	const departments = Map.groupBy(leaves, ({ department }) => department);
	return new Map(
		leaves.map((leaf) => {
			const department = departments.get(leaf.department)!.map(({ key }): [string, number] => [key, 1]);
			const near = links.flatMap(({ from, to, weight }): Circle =>
				from === leaf.key ? [[to, weight]] : to === leaf.key ? [[from, weight]] : []
			);
			return [leaf, [...half(department), ...half(near)]];
		})
	);
}

function half(circle: Circle): Circle {
	const total = circle.reduce((sum, [, weight]) => sum + weight, 0);
	return circle.map(([team, weight]) => [team, weight / (2 * total)]);
}

function shareOf(circle: Circle, users: Set<string>): number {
	let share = 0;
	for (const [team, weight] of circle) if (users.has(team)) share += weight;
	return share;
}

function usersOn(adoptions: Iterable<Adoption>, day: Day): Set<string> {
	const users = new Set<string>();
	for (const { team, uses } of adoptions)
		if (uses.some(({ from, to }) => from <= day && day < to)) users.add(team.key);
	return users;
}

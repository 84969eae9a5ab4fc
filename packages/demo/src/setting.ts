import type { Day } from './calendar.ts';
import { workday } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import { DIVISIONS } from './names.ts';
import { slug } from './organization.ts';
import type { Leaf } from './organization.ts';
import { PATTERNS } from './patterns.ts';
import type { Pattern } from './patterns.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';

/** A leader stands behind a pattern in an area, from a day, until the day of withdrawal where there is one. */
type Backing = { area: string; from: Day; withdrawn: Day | undefined };
/** A pattern as it is in one organization: dated, with an origin, its numbers varied by the seed. */
export type LivePattern = Omit<Pattern, 'discovered' | 'origin' | 'exposed'> & {
	discovered: Day;
	origin: Leaf;
	exposed: Day | undefined;
	backings: Backing[];
};
/** A coalition showed its patterns on this day, for so many minutes. */
export type ScaleEvent = { coalition: string; day: Day; minutes: number };

export const MONTH = 30.4375;

const vary = (value: number, dice: Random) => Math.round(value * dice.between(0.88, 1.12) * 1000) / 1000;

/** The patterns of `PATTERNS`, in that order, in an organization with these leaves. */
export function livePatterns(seed: number, start: Day, leaves: Leaf[]): LivePattern[] {
	return PATTERNS.map((pattern) => {
		const dice = random(seed, `pattern ${pattern.key}`);
		const discovered = workday(start + Math.round(pattern.discovered * MONTH) + dice.whole(-15, 15));
		const origin = originOf(pattern, discovered, leaves, dice);
		return {
			...pattern,
			p: vary(pattern.p, dice),
			q: vary(pattern.q, dice),
			effect: vary(pattern.effect, dice),
			discovered,
			origin,
			exposed: pattern.exposed && start + Math.round(pattern.exposed * MONTH) + dice.whole(-30, 30),
			backings: backings(pattern, discovered, origin, dice)
		};
	});
}

function originOf(pattern: Pattern, discovered: Day, leaves: Leaf[], dice: Random): Leaf {
	const ready = leaves.filter((leaf) => leaf.joined < discovered - 90 && !leaf.apart && fits(pattern, leaf));
	const home = ready.filter((leaf) => leaf.department === pattern.origin);
	return dice.pick(home.length > 0 ? home : ready);
}

/** Whether the context of the pattern is that of the team: the truth, not what is written down. */
export function fits({ fit }: Pick<Pattern, 'fit'>, leaf: Leaf): boolean {
	return fit === undefined || fit.values.includes(leaf.traits[fit.trait]!);
}

function backings(pattern: Pattern, discovered: Day, origin: Leaf, dice: Random): Backing[] {
	const others = dice.shuffle(
		DIVISIONS.map(({ name }) => slug(name)).filter((area) => area !== origin.division)
	);
	const backed = others.slice(pattern.unbacked).map((area) => {
		const from = workday(discovered + dice.whole(10, 130));
		return { area, from, withdrawn: dice.chance(0.05) ? workday(from + dice.whole(250, 600)) : undefined };
	});
	return [{ area: origin.division, from: discovered, withdrawn: undefined }, ...backed];
}

/** Whether the leader of the team's division stands behind the pattern on that day. */
export function isBacked({ backings }: LivePattern, leaf: Leaf, day: Day): boolean {
	return backings.some(
		({ area, from, withdrawn }) =>
			area === leaf.division && from <= day && (withdrawn === undefined || day < withdrawn)
	);
}

/** Every coalition shows what it has once a quarter or so; now and then a quarter goes by without. */
export function scaleEvents(seed: number, start: Day, end: Day): ScaleEvent[] {
	return COALITIONS.flatMap(({ key }) => {
		const dice = random(seed, `events ${key}`);
		const events: ScaleEvent[] = [];
		for (
			let day = start + dice.whole(40, 90);
			day < end;
			day += dice.chance(0.12) ? 185 : dice.whole(75, 105)
		) {
			events.push({ coalition: key, day: workday(day), minutes: dice.pick([30, 45, 45, 60, 60, 75]) });
		}
		return events;
	});
}

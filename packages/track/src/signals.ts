import { daysBetween } from './fiscal.ts';
import { isReached, silentSince, worseSince, type Measured } from './goal.ts';

/** What is known of a coalition when it is asked what it should look at. */
export type CoalitionState = {
	today: string;
	/** The first month of the fiscal year, 1 to 12. */
	firstMonth: number;
	foundedOn: string | null;
	/** The goals that stand today. */
	goals: (Measured & {
		key: string;
		statement: string;
		dueOn: string;
		metricName: string | null;
		unit: string | null;
	})[];
	/** The day on which the last goal ended; null where none has. */
	lastGoalEndedOn: string | null;
	/** Adoptions of its success patterns, by teams other than the one that discovered them. */
	adoptions: {
		/** Open now, and how many of those stall. */
		open: number;
		stalled: number;
		/** Came into use, and were abandoned, in the last year. */
		adoptedLately: number;
		abandonedLately: number;
		/** The last day on which any of them entered a stage; null where there never was one. */
		lastOn: string | null;
	};
};
/** Something that a coalition should look at. `cause` names what raised it: the same cause raises once. */
export type RaisedSignal = {
	kind: 'goal reached' | 'goal invalid' | 'mission off' | 'approach failing';
	cause: string;
	words: string;
};

/** Fewer adoptions than this are too few to say that most of them fail. */
const ENOUGH = 5;
/** No adoption has moved for so many days: nobody adopts any more. */
const QUIET_DAYS = 183;

/**
 * What a coalition should look at, from its goals' metrics and the adoptions of its patterns. Nothing is raised for a
 * goal without a metric before its due date: what is not measured is not judged.
 */
export const signalsOf = (state: CoalitionState): RaisedSignal[] => [
	...state.goals.flatMap((goal) => ofGoal(goal, state)),
	...ofMission(state),
	...ofAdoptions(state)
];

function ofGoal(
	goal: CoalitionState['goals'][number],
	{ today, firstMonth }: CoalitionState
): RaisedSignal[] {
	const { key, statement, dueOn, target, unit } = goal;
	const metric = goal.metricName ?? '';
	if (isReached(goal)) {
		return [
			{
				kind: 'goal reached',
				cause: `${key} at ${target}`,
				words: cut(`${metric} is at ${target} ${unit} or better, so the goal is reached: ${statement}`)
			}
		];
	}
	const raised: RaisedSignal[] = [];
	const silent = silentSince(goal, today);
	if (silent) {
		const words = cut(`${metric} has not been measured since ${silent}, so nobody can tell: ${statement}`);
		raised.push({ kind: 'goal invalid', cause: `${key} silent since ${silent}`, words });
	}
	if (dueOn < today) {
		const state = goal.months.length > 0 ? 'is not reached' : 'nobody has closed it';
		const words = cut(`The goal was due on ${dueOn} and ${state}: ${statement}`);
		raised.push({ kind: 'goal invalid', cause: `${key} due ${dueOn}`, words });
	}
	const worse = worseSince(goal, today, firstMonth);
	if (worse) {
		const words = cut(`${metric} has gone the wrong way quarter by quarter since ${worse}: ${statement}`);
		raised.push({ kind: 'approach failing', cause: `${key} worse since ${worse}`, words });
	}
	return raised;
}

function ofMission({ today, goals, lastGoalEndedOn, foundedOn, adoptions }: CoalitionState): RaisedSignal[] {
	const raised: RaisedSignal[] = [];
	if (goals.length === 0) {
		const since = lastGoalEndedOn ?? foundedOn;
		raised.push({
			kind: 'mission off',
			cause: `no goal since ${since ?? 'the beginning'}`,
			words: `It has had no TOP Goal${since ? ` since ${since}` : ''}.`
		});
	}
	const { lastOn, open } = adoptions;
	if (lastOn && open === 0 && daysBetween(lastOn, today) > QUIET_DAYS) {
		raised.push({
			kind: 'mission off',
			cause: `nobody adopts since ${lastOn}`,
			words: `No adoption of its patterns is open, and none has moved since ${lastOn}.`
		});
	}
	return raised;
}

function ofAdoptions({ today, adoptions }: CoalitionState): RaisedSignal[] {
	const { open, stalled, adoptedLately, abandonedLately } = adoptions;
	const all = open + adoptedLately + abandonedLately;
	const failing = stalled + abandonedLately;
	if (all < ENOUGH || failing * 2 <= all) return [];
	return [
		{
			kind: 'approach failing',
			// as long as it goes on, it is told once a year
			cause: `adoptions in ${today.slice(0, 4)}`,
			words: `Of ${count(all)} adoptions of its patterns that are open or ended in the last year, ${count(stalled)} stall and ${count(abandonedLately)} were given up.`
		}
	];
}

const count = (adoptions: number) => adoptions.toLocaleString('en');
/** What a signal has room for. */
const cut = (words: string) => (words.length > 500 ? `${words.slice(0, 499)}…` : words);

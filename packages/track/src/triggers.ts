import { dayIn, daysBetween, fiscalQuarter, type FiscalCalendar, type Quarter } from './fiscal.ts';

/** What is known of a goal: its figure at the last event (on the day it was set where there was none), and now. */
export type GoalFacts = {
	statement: string;
	unit: string;
	baseline: number | null;
	target: number | null;
	then: number | null;
	now: number | null;
};
/** What is known of a coalition when it is asked whether an event is due; 'since' is since its last event. */
export type CoalitionFacts = {
	/** The instant at which it is asked. */
	now: string;
	/** The instants of its last event that was held, and of the next one planned. */
	lastHeldAt: string | null;
	plannedAt: string | null;
	goals: GoalFacts[];
	/** Teams that adopted its patterns up to the last event, and since. */
	adoptedBefore: number;
	adoptedSince: number;
	/** Patterns published since that no event has shown. */
	discoveries: { name: string; kind: 'success' | 'failure' }[];
	/** Adoptions of its patterns that were declined or abandoned since with a reason, by reason. */
	endings: { reason: string; count: number }[];
	/** Where there is to scale to: coalitions and teams of the organization, and teams that have not decided yet. */
	coalitions: number;
	teams: number;
	undecided: number;
};
export type Trigger =
	'significant progress' | 'pattern discovery' | 'relevant learnings' | 'quarterly cadence';
/** `due`: somebody should plan an event; `silence`: why nothing is proposed although there might be reason to. */
export type Triggered = {
	due: boolean;
	triggers: { trigger: Trigger; why: string }[];
	silence: string | null;
	quarter: Quarter;
	/** Days left of the quarter, today not counted. */
	daysLeft: number;
};

/** Progress is significant from this share of the way from baseline to target on. */
const WAY = 0.2;
/** Adoptions grew materially: by so many teams, and by this share of those there were. */
const ADOPTERS = 3;
const GROWTH = 0.2;
/** So many endings with a reason are worth telling others about. */
const ENDINGS = 3;

/**
 * Whether a Scale Across event is due for a coalition, and why, in words made from the figures. The quarter is the
 * safety net: it is named only where nothing else is, and never where there is nowhere to scale to.
 *
 * @throws RangeError for a time zone or an instant that there is not
 */
export function triggersOf(facts: CoalitionFacts, { firstMonth, timeZone }: FiscalCalendar): Triggered {
	const today = dayIn(facts.now, timeZone);
	const quarter = fiscalQuarter(today, firstMonth);
	const daysLeft = daysBetween(today, quarter.to);
	const lastDay = facts.lastHeldAt && dayIn(facts.lastHeldAt, timeZone);
	const nowhere = facts.teams <= 1 ? 'There is only one team: nowhere to scale to.' : null;
	const found = nowhere
		? []
		: [progress(facts), discovery(facts), learnings(facts)].flatMap((one) => one ?? []);
	const idle = found.length === 0 && !nowhere && !(lastDay && lastDay >= quarter.from);
	const quiet = nowhere ?? (idle ? noNagging(facts) : null);
	const triggers = idle && !quiet ? [cadence(lastDay, quarter, daysLeft)] : found;
	return {
		due: triggers.length > 0 && facts.plannedAt === null,
		triggers,
		silence: quiet,
		quarter,
		daysLeft
	};
}

/** Why the quarter alone is no reason for an event here. */
function noNagging({ coalitions, undecided }: CoalitionFacts): string | null {
	if (coalitions <= 1) return 'It is the only coalition: the quarter alone asks nothing of it.';
	if (undecided === 0) return 'Every team has decided about its patterns: nobody is left to adopt.';
	return null;
}

type Found = { trigger: Trigger; why: string } | null;
const sinceWhen = ({ lastHeldAt }: CoalitionFacts) =>
	lastHeldAt ? 'since the last event' : 'and no event was held yet';

function progress(facts: CoalitionFacts): Found {
	const told = facts.goals.flatMap((goal) => {
		const { statement, unit, baseline, target, now } = goal;
		if (baseline === null || target === null || now === null || baseline === target) return [];
		// coming back to where it began is no progress yet
		const shareOf = (value: number) => Math.max(0, (value - baseline) / (target - baseline));
		const moved = shareOf(now) - shareOf(goal.then ?? baseline);
		// sums of decimals: a fifth of the way is a fifth of the way
		if (moved < WAY - 1e-9) return [];
		const at = `${figure(now)}${unit && ` ${unit}`}`;
		return [
			`“${statement}” came ${percent(moved)} of the way further ${sinceWhen(facts)}: ${at}, from ${figure(goal.then ?? baseline)} (target ${figure(target)}).`
		];
	});
	const { adoptedBefore, adoptedSince } = facts;
	if (adoptedSince >= ADOPTERS && adoptedSince >= GROWTH * adoptedBefore) {
		const before = adoptedBefore > 0 ? `, ${adoptedBefore} before` : '';
		told.push(`Its patterns were adopted ${adoptedSince} times ${sinceWhen(facts)}${before}.`);
	}
	return told.length > 0 ? { trigger: 'significant progress', why: told.join(' ') } : null;
}

function discovery(facts: CoalitionFacts): Found {
	const { discoveries } = facts;
	if (discoveries.length === 0) return null;
	const names = listed(
		discoveries.map(({ name, kind }) => `“${name}”${kind === 'failure' ? ' (a failure)' : ''}`)
	);
	const patterns = discoveries.length === 1 ? 'pattern was' : 'patterns were';
	return {
		trigger: 'pattern discovery',
		why: `${discoveries.length} ${patterns} published ${sinceWhen(facts)}: ${names}.`
	};
}

function learnings(facts: CoalitionFacts): Found {
	const failures = facts.discoveries.filter(({ kind }) => kind === 'failure');
	const endings = facts.endings.toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
	const ended = endings.reduce((sum, { count }) => sum + count, 0);
	const told: string[] = [];
	if (failures.length > 0)
		told.push(`What others need not repeat: ${listed(failures.map(({ name }) => `“${name}”`))}.`);
	if (ended >= ENDINGS) {
		const reasons = listed(endings.map(({ reason, count }) => `${reason} (${count})`));
		told.push(`${ended} adoptions ended with a reason ${sinceWhen(facts)}: ${reasons}.`);
	}
	return told.length > 0 ? { trigger: 'relevant learnings', why: told.join(' ') } : null;
}

function cadence(lastDay: string | null, { from, to }: Quarter, daysLeft: number): NonNullable<Found> {
	const last = lastDay ? `; the last was on ${lastDay}` : '';
	const left =
		daysLeft === 0 ? 'today is its last day' : `${daysLeft} ${daysLeft === 1 ? 'day is' : 'days are'} left`;
	return {
		trigger: 'quarterly cadence',
		why: `No event was held in this quarter (${from} to ${to})${last}; ${left}.`
	};
}

const MOST_NAMED = 3;
function listed(names: string[]): string {
	const rest = names.length - MOST_NAMED;
	return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
const figure = (value: number) => String(Number(value.toPrecision(3)));
const percent = (share: number) => `${Math.round(share * 100)} %`;

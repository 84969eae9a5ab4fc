import type { Change, CoalitionDetail } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { labelOf, textOf } from '#lib/records/fields.ts';
import { daysLeft } from '../coalitions.ts';

type Goal = CoalitionDetail['goals'][number];

/** Whether a goal stood on the day of the page. */
export const stands = ({ record }: Goal, asOf: string) => record.endedOn === null || record.endedOn > asOf;

/** More goals than this are not drawn. */
const MOST_DRAWN = 6;
/** The goals that stand and are measured. */
export const drawnGoals = ({ goals, asOf }: CoalitionDetail) =>
	goals.filter((goal) => stands(goal, asOf) && goal.months.length > 0).slice(0, MOST_DRAWN);

/** How far the goal is that is due first, and how many adoptions stall. */
export function coalitionSentence({ goals, asOf, patterns, record }: CoalitionDetail, f: Formats): string {
	if (record.endedOn !== null && record.endedOn <= asOf)
		return `This coalition ended on ${f.day(record.endedOn)}.`;
	const [goal] = goals.filter((each) => stands(each, asOf));
	const open = patterns.reduce((sum, pattern) => sum + pattern.open, 0);
	const stalled = patterns.reduce((sum, pattern) => sum + pattern.stalled, 0);
	const stalls = stallsSentence(open, stalled, f);
	if (!goal) return `No TOP Goal stands; ${stalls}.`;
	const { standing } = goal;
	const far = standing.reached
		? 'reached'
		: standing.progress === null
			? 'not measured'
			: standing.progress < 0
				? 'further away than at the start'
				: `${f.percent(standing.progress)} of the way`;
	return `${standing.statement.replace(/\.$/, '')}: ${far}, ${daysLeft(standing, f)}; ${stalls}.`;
}

function stallsSentence(open: number, stalled: number, f: Formats): string {
	if (open === 0) return 'no adoption is open';
	if (open === 1) return `the one open adoption ${stalled === 1 ? 'stalls' : 'does not stall'}`;
	return `${stalled === 0 ? 'none' : f.number(stalled)} of ${f.number(open)} open adoptions ${stalled > 1 ? 'stall' : 'stalls'}`;
}

/** Whether the coalition moves, and its adopters with it: the title of both tracks. */
export function tracksTitle({ track, asOf, patterns }: CoalitionDetail, f: Formats): string {
	const year = track.months.filter((month) => month > yearBefore(asOf)).length;
	const adopted = track.adopted.slice(track.adopted.length - year).reduce((sum, count) => sum + count, 0);
	if (patterns.length === 0) return 'No pattern has come of it yet';
	if (track.months.length === 0) return 'Nobody has agreed to adopt a pattern yet';
	const stalled = track.stalled.at(-1) ?? 0;
	return `${f.count(adopted, 'adoption')} came into use in the last year; ${f.number(stalled)} wait longer than usual`;
}
const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** What a change of a goal was, field by field. */
export function changeWords({ before, after, action }: Change, locale: string): string[] {
	if (action !== 'edited' || !before || !after) return [action];
	return Object.keys(after)
		.filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
		.map((field) => `${labelOf(field)}: ${textOf(before[field], locale)} → ${textOf(after[field], locale)}`);
}

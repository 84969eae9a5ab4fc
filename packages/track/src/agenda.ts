/** An activity of a Scale Across event, and its time box in minutes. */
export type Activity = { name: string; purpose: string; minutes: number };

/** The four activities of the sample agenda, and which share of the time each takes. */
const ACTIVITIES = [
	{ name: 'TOP Goal', purpose: 'What the coalition is there to reach, and where it stands.', share: 0.1 },
	{
		name: 'Outcomes & Patterns',
		purpose:
			'What came of it, successes and failures; how others can repeat the one and learn from the other.',
		share: 0.35
	},
	{
		name: 'Context & Boundaries',
		purpose: 'In which situations the patterns work reliably, and where they break.',
		share: 0.2
	},
	{
		name: 'Follow-Up Support',
		purpose:
			'Who adopts which pattern, with which owner, and what support is really available, within which limits.',
		share: 0.35
	}
];
/** An event takes this many minutes; anything else is pointed out. */
export const USUAL_MINUTES = { least: 30, most: 60 };

/**
 * The sample agenda for an event of so many minutes (at least 4): its time boxes add up to them, in steps of 5 minutes
 * where that is possible.
 *
 * @throws RangeError below 4 minutes, or for anything but whole minutes
 * @example sampleAgenda(45).map(({ minutes }) => minutes) // => [5, 15, 10, 15]
 */
export function sampleAgenda(minutes: number): Activity[] {
	if (!Number.isInteger(minutes) || minutes < ACTIVITIES.length)
		throw new RangeError(`An agenda of four activities needs 4 whole minutes or more, not ${minutes}.`);
	const step = minutes % 5 === 0 && minutes >= 5 * ACTIVITIES.length ? 5 : 1;
	const steps = minutes / step;
	const boxes = ACTIVITIES.map(({ share }) => Math.max(1, Math.floor(share * steps)));
	// what rounding left over goes where it is missed most
	for (let left = steps - boxes.reduce((sum, box) => sum + box, 0); left > 0; left--) {
		const missing = ACTIVITIES.map(({ share }, i) => share * steps - boxes[i]!);
		boxes[missing.indexOf(Math.max(...missing))]! += 1;
	}
	return ACTIVITIES.map(({ name, purpose }, i) => ({ name, purpose, minutes: boxes[i]! * step }));
}

/** What is odd about the length of an event and its agenda, in words; nothing where all is as usual. */
export function remarksOnTime(minutes: number, activities: { minutes: number }[]): string[] {
	const { least, most } = USUAL_MINUTES;
	const remarks: string[] = [];
	if (minutes < least)
		remarks.push(`${minutes} minutes are short for an event: ${least} to ${most} are usual.`);
	if (minutes > most)
		remarks.push(`${minutes} minutes are long for an event: ${least} to ${most} are usual.`);
	const boxes = activities.reduce((sum, activity) => sum + activity.minutes, 0);
	if (activities.length > 0 && boxes !== minutes) {
		const by = Math.abs(boxes - minutes);
		remarks.push(
			`The time boxes add up to ${boxes} minutes, ${by} ${boxes > minutes ? 'more' : 'less'} than the ${minutes} of the event.`
		);
	}
	return remarks;
}

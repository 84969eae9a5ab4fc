import type { History } from './forecast.ts';
import { daysBetween } from './spans.ts';

/** A curve of three parameters needs so many adopters and periods. */
const ADOPTERS = 10;
const PERIODS = 6;
/** The two weeks that make a sweep, wherever they lie. */
const WEEK = 7;

/** Why the spread of a pattern is not forecast, as a sentence with its figures; null where it is. */
export function refusal(history: History): string | null {
	const { days, periodic, months, span, eligible } = history;
	const adopters = days.length;
	if (adopters === 0) return 'No team has adopted it yet.';
	if (adopters < ADOPTERS || periodic.length < PERIODS) {
		return (
			`Too early to say: ${count(adopters, 'adopter')} in ${count(months, 'month')}; ` +
			`a curve needs ${ADOPTERS} adopters and ${PERIODS} ${span}s.`
		);
	}
	return (
		retired(history) ??
		sweep(history) ??
		(adopters >= eligible
			? `All ${eligible} eligible teams have adopted it: nobody is left to forecast.`
			: null)
	);
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function retired({ days, inUse, gaveUp, tookUp }: History): string | null {
	if (inUse * 2 < days.length) {
		return `It is being given up: ${inUse} of the ${count(days.length, 'team')} that adopted it still use it. A pattern that is leaving is not forecast.`;
	}
	if (gaveUp > tookUp && gaveUp >= 3) {
		return `It is being given up: in the last year ${count(gaveUp, 'team')} stopped using it and ${tookUp} took it up. A pattern that is leaving is not forecast.`;
	}
	return null;
}

/** More than half of the adopters within two weeks (or two periods, where days are not known) that need not be neighbours. */
function sweep({ days, exact, periodic, span }: History): string | null {
	const groups = exact ? weeks(days) : periodic.map((teams) => teams);
	const two = groups.toSorted((a, b) => b - a).slice(0, 2);
	// alone if that one does it
	const busiest = two[0]! * 2 > days.length ? two.slice(0, 1) : two;
	const teams = busiest.reduce((sum, own) => sum + own, 0);
	if (teams * 2 <= days.length) return null;
	const when = exact ? 'week' : span;
	return `No diffusion: ${teams} of the ${days.length} adopters came within ${busiest.length === 1 ? `one ${when}` : `two ${when}s`}, in a sweep. A sweep says nothing about who comes next.`;
}

/** Sizes of the largest groups of adoptions within a week, each adoption in one group; `days` ascend. */
function weeks(days: string[]): number[] {
	const sizes: number[] = [];
	let left = days.map((day) => daysBetween(days[0]!, day));
	while (left.length > 0 && sizes.length < 2) {
		let [from, size, end] = [0, 0, 0];
		left.forEach((start, i) => {
			while (end < left.length && left[end]! - start < WEEK) end++;
			if (end - i > size) [from, size] = [i, end - i];
		});
		sizes.push(size);
		left = left.toSpliced(from, size);
	}
	return sizes;
}

/*
 * The ledger of support. It counts in whole thousandths of a day (or of a piece), and by calendar weeks, which begin on
 * Mondays. For every coalition, kind of support and week, at every instant:
 *
 *   capacity  = free + committed         capacity = what the coalition gives in the week + what was released of it
 *   committed = used + released + remaining
 *
 * A promise is spread evenly over the weeks from its first day to its last; where it does not divide, the cumulative sum is
 * rounded down, so that the shares add up to the promise. What is used of a promise is taken from its first weeks on,
 * what is released from its last weeks back. A release does not shrink what was committed: it is a line of its own that
 * returns to the capacity of the same weeks, and so can be promised again. Free is negative where more was promised
 * than there is.
 */

/** An amount in whole thousandths of a day, or of a piece. */
export const thousandths = (amount: number): number => Math.round(amount * 1000);

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const dayNumber = (day: string) => Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS);
const isoOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/**
 * The calendar week of a day, counted from the one that began on 1969-12-29.
 * @example weekOf('2026-01-12') - weekOf('2026-01-11') // => 1
 */
export const weekOf = (day: string): number => Math.floor((dayNumber(day) + 3) / 7);
/**
 * The Monday that a week begins on.
 * @example mondayOf(weekOf('2026-01-14')) // => '2026-01-12'
 */
export const mondayOf = (week: number): string => isoOf(week * 7 - 3);

/** What a coalition gives in a week, from a day until the next entry; a change within a week counts for all of it. */
export type Giving = { fromOn: string; perWeek: number };
/** A promise with what was used and released of it; `amount` is null where it has no limit. */
export type Promised = { amount: number | null; from: string; until: string; used: number; released: number };
/** What a promise is in a week, or all promises. */
export type Share = { committed: number; used: number; released: number; remaining: number };
/** A week of the ledger. `own`, `capacity` and `free` are null where no capacity is on record: not limited. */
export type LedgerWeek = Share & {
	week: number;
	own: number | null;
	capacity: number | null;
	free: number | null;
};

/** Weeks that a promise without an end is spread over. */
export const OPEN_WEEKS = 12;

/**
 * From when to when a promise counts. Without a first day: from the day of the agreement. Without a last day: until the
 * target of the adoption, or else for 12 weeks.
 * @example spanOf({ agreedOn: '2026-01-12', fromOn: null, untilOn: null, targetOn: null }).until // => '2026-04-05'
 */
export function spanOf(agreement: {
	agreedOn: string;
	fromOn: string | null;
	untilOn: string | null;
	targetOn: string | null;
}): { from: string; until: string } {
	const from = agreement.fromOn ?? agreement.agreedOn;
	const target = agreement.targetOn !== null && agreement.targetOn >= from ? agreement.targetOn : null;
	const until = agreement.untilOn ?? target ?? isoOf(dayNumber(from) + OPEN_WEEKS * 7 - 1);
	return { from, until: until < from ? from : until };
}

/** All that a promise commits: without a limit what was used of it, and never less than was used and released. */
export const committedBy = ({ amount, used, released }: Promised): number =>
	Math.max(amount ?? 0, used + released);

/** What remains of a promise: it may still be used, or released. */
export const remainingOf = (promise: Promised): number =>
	committedBy(promise) - promise.used - promise.released;

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** The share of a promise that falls into a week. */
export function shareIn(promise: Promised, week: number): Share {
	const first = weekOf(promise.from);
	const weeks = weekOf(promise.until) - first + 1;
	if (week < first || week >= first + weeks) return { committed: 0, used: 0, released: 0, remaining: 0 };
	const total = committedBy(promise);
	const each = Math.floor(total / weeks);
	const over = total - each * weeks;
	/** What falls into the weeks before the `n`th. */
	const before = (n: number) => each * n + Math.floor((over * n) / weeks);
	const [from, to] = [before(week - first), before(week - first + 1)];
	const committed = to - from;
	const used = clamp(promise.used - from, committed);
	const released = clamp(promise.released - (total - to), committed);
	return { committed, used, released, remaining: committed - used - released };
}

/** What a coalition gives in a week; null before its first entry. The entries are in the order of their days. */
function givenIn(giving: Giving[], week: number): number | null {
	const sunday = isoOf(week * 7 + 3);
	return giving.findLast(({ fromOn }) => fromOn <= sunday)?.perWeek ?? null;
}

/** The ledger of one kind of support in `weeks` weeks from the week `from` on. `giving` in the order of its days. */
export function ledger(giving: Giving[], promises: Promised[], from: number, weeks: number): LedgerWeek[] {
	const sums = Array.from({ length: weeks }, (): Share => ({
		committed: 0,
		used: 0,
		released: 0,
		remaining: 0
	}));
	for (const promise of promises) {
		const last = Math.min(from + weeks - 1, weekOf(promise.until));
		for (let week = Math.max(from, weekOf(promise.from)); week <= last; week++) {
			const share = shareIn(promise, week);
			const sum = sums[week - from]!;
			sum.committed += share.committed;
			sum.used += share.used;
			sum.released += share.released;
			sum.remaining += share.remaining;
		}
	}
	return sums.map((sum, i) => {
		const own = givenIn(giving, from + i);
		const capacity = own === null ? null : own + sum.released;
		return {
			...sum,
			...{ week: from + i, own, capacity, free: capacity === null ? null : capacity - sum.committed }
		};
	});
}

/** What a promise takes from its weeks and has not given back, by week; nothing for a promise that is not there. */
export function takenBy(promise: Promised | null): Map<number, number> {
	const taken = new Map<number, number>();
	if (!promise) return taken;
	for (let week = weekOf(promise.from); week <= weekOf(promise.until); week++) {
		const { committed, released } = shareIn(promise, week);
		taken.set(week, committed - released);
	}
	return taken;
}

/** The units of a kind of support, for one and for many. */
export const unitOf = (kind: string): [one: string, many: string] =>
	kind === 'artifacts' ? ['piece', 'pieces'] : ['day', 'days'];

const inWords = (amount: number) => String(amount / 1000);
/** An amount of a kind in words: `2.5 days`. */
export const amountInWords = (amount: number, kind: string): string =>
	`${inWords(amount)} ${unitOf(kind)[amount === 1000 ? 0 : 1]}`;
const dayInWords = (day: string) =>
	new Intl.DateTimeFormat('en-GB', {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone: 'UTC'
	}).format(new Date(day));

/**
 * What is free and from when more will be, in words, for a promise that takes `need` by week and does not fit. `weeks`
 * is the ledger without it, from its first week on and further; null where it fits.
 */
export function shortage(weeks: LedgerWeek[], need: Map<number, number>, kind: string): string | null {
	const lacks = ({ week, free }: LedgerWeek) => free !== null && (need.get(week) ?? 0) > Math.max(0, free);
	const short = weeks.findIndex(lacks);
	if (short === -1) return null;
	const most = Math.max(...need.values());
	const first = weeks[short]!;
	const free = (week: LedgerWeek) => Math.max(0, week.free!);
	const changes = weeks.findIndex(
		(week, i) => i > short && (week.free === null || free(week) !== free(first))
	);
	const room = weeks.findLastIndex((week) => week.free !== null && week.free < most) + 1;
	const says = `${inWords(free(first))} of ${amountInWords(first.capacity!, kind)} ${free(first) === 1000 || first.capacity === 1000 ? 'is' : 'are'} free`;
	const until = changes === -1 ? '' : ` until ${dayInWords(mondayOf(weeks[changes]!.week))}`;
	const later = weeks[room];
	const from =
		later === undefined
			? `; no more will be by ${dayInWords(mondayOf(weeks.at(-1)!.week + 1))}`
			: `; from ${dayInWords(mondayOf(later.week))} ${later.free === null ? 'there is no limit on record' : amountInWords(free(later), kind)}`;
	return `In the week of ${dayInWords(mondayOf(first.week))} this takes ${amountInWords(need.get(first.week)!, kind)}: ${says}${until}${from}.`;
}

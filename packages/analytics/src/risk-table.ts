/** How many were watched, ended and left unobserved at each distinct time, ascending. */
export type RiskTable = {
	n: number;
	time: number[];
	/** Still watched just before the time: those with a time of at least it. */
	atRisk: number[];
	/** Ends at the time, one list per cause. */
	nEvent: number[][];
	nCensor: number[];
};

/**
 * Counts durations into the table that every survival curve starts from. Someone censored at a time is still
 * at risk at it.
 *
 * @param time durations, 0 or more, in any unit, any order
 * @param cause 0 (or false) where the end was not seen, else 1..causes (or true for the only one)
 * @param count how often each duration and end occurred, whole numbers of 0 or more; once each without it
 * @throws RangeError where lengths differ, a duration is no finite number of 0 or more, or a cause is unknown
 * @see Kalbfleisch & Prentice 2002, section 1.4
 * @example
 * riskTable([2, 1, 2], [1, 1, 0], 1).atRisk; // => [3, 2]
 */
export function riskTable(
	time: ArrayLike<number>,
	cause: ArrayLike<number | boolean>,
	causes: number,
	count?: ArrayLike<number>
): RiskTable {
	if (count) return countedTable(time, cause, causes, count);
	// Sorting each cause by itself is native and fast, and the merge needs no index of who was who.
	const lists = timesByCause(time, cause, causes);
	const next = lists.map(() => 0);
	// Columns are filled, then cut: twice as fast as growing them, and there may be 100,000 distinct times.
	const column = () => new Array<number>(time.length);
	const times = column();
	const atRisk = column();
	const counts = lists.map(column);
	let rows = 0;
	for (let left = time.length; left > 0; rows++) {
		let t = Infinity;
		for (let k = 0; k <= causes; k++) if (lists[k]![next[k]!]! < t) t = lists[k]![next[k]!]!;
		times[rows] = t;
		atRisk[rows] = left;
		for (let k = 0; k <= causes; k++) {
			const list = lists[k]!;
			const from = next[k]!;
			let to = from;
			while (list[to] === t) to++;
			counts[k]![rows] = to - from;
			next[k] = to;
			left -= to - from;
		}
	}
	for (const each of [times, atRisk, ...counts]) each.length = rows;
	return { n: time.length, time: times, atRisk, nEvent: counts.slice(1), nCensor: counts[0]! };
}

/** The times that ended by cause 0 (not seen), 1, 2, ..., each list ascending. */
function timesByCause(time: ArrayLike<number>, cause: ArrayLike<number | boolean>, causes: number) {
	assertDurations(time, cause, causes);
	const n = time.length;
	const counts = new Array<number>(causes + 1).fill(0);
	for (let i = 0; i < n; i++) counts[Number(cause[i])]!++;
	const lists = counts.map((count) => new Float64Array(count));
	const filled = counts.map(() => 0);
	for (let i = 0; i < n; i++) {
		const k = Number(cause[i]);
		lists[k]![filled[k]!++] = time[i]!;
	}
	return lists.map((list) => list.sort());
}

function assertDurations(time: ArrayLike<number>, cause: ArrayLike<number | boolean>, causes: number): void {
	if (cause.length !== time.length) throw new RangeError(`${time.length} durations but ${cause.length} ends`);
	for (let i = 0; i < time.length; i++) {
		const t = time[i]!;
		const k = Number(cause[i]);
		if (!(t >= 0 && t < Infinity)) throw new RangeError(`duration ${i + 1} must be 0 or more, got ${t}`);
		if (!(k >= 0 && k <= causes && Number.isInteger(k)))
			throw new RangeError(`end ${i + 1} is unknown: ${k}`);
	}
}

/** The same from durations that are counted already: no list is made of every single one. */
function countedTable(
	time: ArrayLike<number>,
	cause: ArrayLike<number | boolean>,
	causes: number,
	count: ArrayLike<number>
): RiskTable {
	if (count.length !== time.length)
		throw new RangeError(`${time.length} durations but ${count.length} counts`);
	assertDurations(time, cause, causes);
	const order = Uint32Array.from(time, (_, i) => i);
	// lists that are told in order stay as they are
	if (order.some((i) => i > 0 && time[i]! < time[i - 1]!)) order.sort((a, b) => time[a]! - time[b]!);
	const times: number[] = [];
	const ends: number[][] = Array.from({ length: causes + 1 }, () => []);
	let n = 0;
	for (const i of order) {
		const often = count[i]!;
		if (!(often >= 0 && Number.isInteger(often)))
			throw new RangeError(`count ${i + 1} must be a whole number of 0 or more, got ${often}`);
		if (often === 0) continue;
		n += often;
		if (times.at(-1) !== time[i]) {
			times.push(time[i]!);
			for (const list of ends) list.push(0);
		}
		ends[Number(cause[i])]![times.length - 1]! += often;
	}
	let left = n;
	const atRisk = times.map((_, row) => {
		const before = left;
		for (const list of ends) left -= list[row]!;
		return before;
	});
	return { n, time: times, atRisk, nEvent: ends.slice(1), nCensor: ends[0]! };
}

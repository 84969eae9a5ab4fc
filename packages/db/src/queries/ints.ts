/** The numbers of an integer[] that was asked for as text: the quickest way to read many. */
export const ints = (text: string): number[] => JSON.parse(`[${text.slice(1, -1)}]`) as number[];

/** Integers to be remembered, in a half or a quarter of the room of a list. */
export type Ints = Int32Array | Uint16Array;

/** The same of several texts, to be remembered: in one piece of memory, since a piece takes as much as 100 of them. */
export function compact(texts: string[]): Ints[] {
	const lists = texts.map(ints);
	const count = lists.reduce((sum, { length }) => sum + length, 0);
	const small = lists.every((list) => list.every((number) => number >= 0 && number < 1 << 16));
	const all = small ? new Uint16Array(count) : new Int32Array(count);
	let from = 0;
	return lists.map((list) => {
		all.set(list, from);
		return all.subarray(from, (from += list.length));
	});
}

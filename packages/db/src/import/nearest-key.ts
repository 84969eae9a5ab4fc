/** The key that was probably meant: the same but for case, or a few letters away; undefined where none is near. */
export function nearestKey(said: string, keys: string[]): string | undefined {
	const reach = Math.floor(said.length / 4);
	let [nearest, distance]: [string | undefined, number] = [undefined, reach + 1];
	for (const key of keys) {
		if (key.toLowerCase() === said.toLowerCase()) return key;
		if (Math.abs(key.length - said.length) >= distance) continue;
		const far = editDistance(said, key);
		if (far < distance) [nearest, distance] = [key, far];
	}
	return nearest;
}

/** How many letters to add, take away or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		row = next;
	}
	return row[b.length]!;
}

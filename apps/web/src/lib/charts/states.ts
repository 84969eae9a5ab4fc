/** The state at each of so many points, from what changed since the one before, from the point `from` on (Curves). */
export function states(from: number, changes: number[], points: number): number[] {
	let state = 0;
	return Array.from({ length: points }, (_, i) => (state += changes[i - from] ?? 0));
}

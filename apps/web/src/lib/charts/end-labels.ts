/**
 * How far to shift labels at the ends of lines so that none covers another, in pixels downwards; `at` are the lines'
 * ends. Labels that crowd spread evenly around their middle, between 0 and `bottom` as far as there is room.
 */
export function shifts(at: number[], bottom = Infinity, gap = 15): number[] {
	const half = (group: { lines: number[] }) => (group.lines.length * gap) / 2;
	const within = (group: { middle: number; lines: number[] }) => {
		const inset = half(group) - gap / 2;
		return { ...group, middle: Math.max(inset, Math.min(bottom - inset, group.middle)) };
	};
	const groups = at.map((y, i) => within({ middle: y, lines: [i] })).sort((a, b) => a.middle - b.middle);
	for (let i = 1; i < groups.length; i++) {
		const [above, below] = [groups[i - 1]!, groups[i]!];
		if (above.middle + half(above) <= below.middle - half(below)) continue;
		const lines = [...above.lines, ...below.lines];
		const middle = lines.reduce((sum, line) => sum + at[line]!, 0) / lines.length;
		groups.splice(i - 1, 2, within({ middle, lines }));
		i = Math.max(0, i - 2);
	}
	const shift = at.map(() => 0);
	for (const group of groups) {
		const top = group.middle - half(group) + gap / 2;
		for (const [k, line] of group.lines.entries()) shift[line] = top + k * gap - at[line]!;
	}
	return shift;
}

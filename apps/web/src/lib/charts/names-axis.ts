/** A row for every name, the first on top; `room` in pixels beside the rows, or null: above them, on a phone. */
export const namesAxis = (names: string[], room: number | null) => ({
	type: 'category',
	inverse: true,
	data: names,
	axisLine: { show: false },
	axisLabel: {
		color: 'var(--ink)',
		interval: 0,
		...(room === null
			? { inside: true, margin: 0, verticalAlign: 'bottom', padding: [0, 0, 5, 0] }
			: { width: room, overflow: 'truncate' })
	}
});

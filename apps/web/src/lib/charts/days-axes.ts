import type { Formats } from '#lib/format.ts';

/** Axes of a share that changes with the days since something. */
export const daysAxes = (since: string | null, last: number, f: Formats) => ({
	xAxis: {
		type: 'value',
		min: 0,
		max: last,
		name: `days since ${since}`,
		nameLocation: 'middle',
		nameGap: 26,
		splitLine: { show: false },
		axisLabel: { hideOverlap: true, showMaxLabel: false }
	},
	yAxis: {
		type: 'value',
		min: 0,
		max: 1,
		interval: 0.25,
		axisLabel: { formatter: (share: number) => f.percent(share) }
	}
});

import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import type { Box } from './spots.ts';

const TOP = 28;
const BOTTOM = 40;
const DOT = 15;
/** Few enough that twenty dots show a shape. */
const HEAPS = 13;

/** Equally likely outcomes as dots that can be counted, heaped where they lie close; hollow where they are losses. */
export function outcomeDots(outcomes: number[], f: Formats): Picture {
	const [least, most] = [Math.min(0, ...outcomes), Math.max(0, ...outcomes)];
	const wide = (most - least) / HEAPS || 1;
	const [low, high] = [Math.floor(least / wide) * wide, (Math.floor(most / wide) + 1) * wide];
	const heights = new Map<number, number>();
	// heaps begin at 0, so that no loss lies on the side of the gains
	const placed = outcomes.map((outcome) => {
		const heap = Math.floor(outcome / wide);
		const height = (heights.get(heap) ?? 0) + 1;
		heights.set(heap, height);
		return { outcome, x: (heap + 0.5) * wide, height };
	});
	const highest = Math.max(4, ...heights.values());
	const at = (share: number) => outcomes[Math.floor(share * outcomes.length)] ?? 0;
	const plot = (width: number, height: number): Box => ({
		...{ left: 20, top: TOP, width: width - 40, height: height - TOP - BOTTOM }
	});
	return {
		table: {
			columns: ['Outcome', 'ROI, %'],
			rows: outcomes.map((outcome, i) => [`${i + 1} of ${outcomes.length}`, Math.round(outcome * 1000) / 10])
		},
		height: () => TOP + BOTTOM + highest * (DOT + 2) + 8,
		spots(width, height) {
			const box = plot(width, height);
			const across = (x: number) => box.left + ((x - low) / (high - low)) * box.width;
			const up = (rows: number) => box.top + box.height - rows * (DOT + 2);
			return placed.map(({ outcome, x, height: row }) => ({
				left: across(x) - DOT / 2 - 1,
				top: up(row - 0.45) - DOT / 2 - 1,
				width: DOT + 2,
				height: DOT + 2,
				told: () => [{ text: 'ROI', value: f.percent(outcome) }]
			}));
		},
		option(width, height) {
			const rows = (height - TOP - BOTTOM) / (DOT + 2);
			return {
				grid: { ...plot(width, height), outerBoundsMode: 'none' },
				xAxis: {
					type: 'value',
					min: low,
					max: high,
					name: 'return on what was spent',
					nameLocation: 'middle',
					nameGap: 26,
					splitNumber: width < 500 ? 3 : 7,
					splitLine: { show: false },
					axisLabel: {
						formatter: (it: number) => f.percent(it),
						hideOverlap: true,
						showMinLabel: low === 0,
						showMaxLabel: false
					}
				},
				yAxis: { type: 'value', min: 0, max: rows, show: false },
				series: [
					{
						type: 'scatter',
						symbolSize: DOT,
						data: placed.map(({ outcome, x, height: up }) => ({
							value: [x, up - 0.45],
							itemStyle: {
								color: outcome > 0 ? 'var(--stage-adopted)' : 'var(--surface)',
								borderColor: 'var(--stage-adopted)',
								borderWidth: 1.5,
								opacity: 1
							}
						})),
						markLine: {
							silent: true,
							symbol: 'none',
							label: { color: 'var(--ink-2)', position: 'end', distance: 4 },
							data: [
								{ xAxis: 0, lineStyle: { color: 'var(--ink)', type: 'solid' }, label: { show: false } },
								...(outcomes.length > 0
									? [
											{
												xAxis: (at(0.45) + at(0.5)) / 2,
												lineStyle: { color: 'var(--edge)', type: [2, 3] },
												label: { formatter: 'half lie above' }
											}
										]
									: [])
							]
						}
					}
				]
			};
		}
	};
}

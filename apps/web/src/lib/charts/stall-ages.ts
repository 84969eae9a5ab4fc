import type { AgeStrip as Strip } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { along, type Box } from './spots.ts';

/** As many adoptions as one dot stands for, so that the highest pile stays a pile. */
export function perDot(strips: Strip[]): number {
	const highest = Math.max(1, ...strips.flatMap(({ bins }) => bins.map((bin) => bin.within + bin.stalled)));
	return [1, 2, 5, 10, 20, 50, 100, 200, 500].find((many) => highest / many <= 20) ?? 1000;
}

const TOP = 40;
const DOT = 7;
const BELOW = 36;
const LEFT = 4;

/**
 * Where the strips go: two in a row where there is room; strips of a row are as high as its highest pile. `high` is the
 * whole height, where that is given and not asked for.
 */
function places(piles: number[], width: number, high?: number) {
	const columns = width < 700 || piles.length === 1 ? 1 : 2;
	const wide = (width - LEFT - columns * 20) / columns;
	const rows = piles.flatMap((_, i) => (i % columns === 0 ? [Math.max(...piles.slice(i, i + columns))] : []));
	const dots = rows.reduce((sum, pile) => sum + pile, 0);
	const dot = high === undefined ? DOT : (high + 8 - rows.length * (TOP + BELOW)) / dots;
	const top = (row: number) => rows.slice(0, row).reduce((sum, pile) => sum + TOP + pile * dot + BELOW, 0);
	return {
		height: top(rows.length) - 8,
		at: piles.map((_, i) => {
			const row = Math.floor(i / columns);
			const pile = rows[row] ?? 0;
			return { left: LEFT + (i % columns) * (wide + 20), top: top(row), width: wide, pile, high: pile * dot };
		})
	};
}

export function stallAges(strips: Strip[], f: Formats): Picture {
	const many = perDot(strips);
	const dots = (count: number) => Math.ceil(count / many);
	const piles = strips.map(({ bins }) =>
		Math.max(4, ...bins.map((bin) => dots(bin.within) + dots(bin.stalled)))
	);
	const oldest = Math.max(
		30,
		...strips.flatMap(({ bins, limit }) => [bins.at(-1)?.to ?? 0, limit?.highest ?? 0])
	);
	const interval =
		[7, 30, 60, 90, 180, 365, 730].find((step) => oldest / step <= 6.5) ?? Math.ceil(oldest / 6);
	const limitText = ({ limit }: Strip) => {
		if (!limit) return 'too few have moved on to say how long is usual';
		const [low, high] = [limit.lowest, limit.highest].map((days) => f.number(Math.round(days)));
		return `4 of 5 have moved on after ${low === high ? low : `${low} to ${high}`} days${low === high ? '' : ', by pattern'}`;
	};
	const titles = strips.map(
		({ stage, stalled, open }) => `${stage}: ${f.number(stalled)} of ${f.number(open)} stalled`
	);
	const limits = strips.map(limitText);
	const plots = (width: number, height: number): Box[] =>
		places(piles, width, height).at.map(({ left, top, width: wide, high }) => ({
			...{ left, top: top + TOP, width: wide, height: high }
		}));
	const pile = (strip: Strip, late: boolean) =>
		strip.bins.flatMap((bin) => {
			const below = late ? dots(bin.within) : 0;
			return Array.from({ length: dots(late ? bin.stalled : bin.within) }, (_, k) => ({
				value: [(bin.from + bin.to) / 2, below + k + 0.5]
			}));
		});
	return {
		table: {
			columns: ['Stage', 'Days from', 'Days to', 'Open', 'Of these stalled'],
			rows: strips.flatMap(({ stage, bins }) =>
				bins.map((bin) => [stage, bin.from, bin.to, bin.within + bin.stalled, bin.stalled])
			)
		},
		height: (width) => places(piles, width).height,
		spots: (width, height) =>
			plots(width, height).flatMap((box, i) => {
				const { bins } = strips[i]!;
				const middles = bins.map(({ from, to }) => (from + to) / 2);
				return along(middles, [0, oldest], box, (k) => [{ text: tell(bins[k]!, f) }]);
			}),
		option(width, high) {
			const { at } = places(piles, width, high);
			return {
				title: at.map(({ left, top, width: wide }, i) => ({
					text: titles[i],
					subtext: limits[i],
					left,
					top,
					padding: 0,
					itemGap: 2,
					textStyle: { lineHeight: 16 },
					subtextStyle: { lineHeight: 16, width: wide, overflow: 'truncate' }
				})),
				grid: plots(width, high).map((box) => ({ ...box, outerBoundsMode: 'none' })),
				xAxis: strips.map((_, i) => ({
					type: 'value',
					gridIndex: i,
					min: 0,
					max: oldest,
					interval,
					splitLine: { show: false },
					axisTick: { show: true, lineStyle: { color: 'var(--line)' } },
					axisLabel: {
						showMaxLabel: oldest % interval === 0,
						alignMinLabel: 'left',
						formatter: (days: number) => (days === 0 ? '0 days' : f.number(days))
					}
				})),
				yAxis: at.map(({ pile }, i) => ({ type: 'value', gridIndex: i, min: 0, max: pile, show: false })),
				series: strips.flatMap((strip, i) =>
					[false, true].map((late) => ({
						type: 'scatter',
						xAxisIndex: i,
						yAxisIndex: i,
						symbol: late ? 'diamond' : 'circle',
						symbolSize: late ? DOT + 1 : DOT - 2,
						itemStyle: { color: late ? 'var(--finding)' : 'var(--stage-started)', opacity: 1 },
						data: pile(strip, late),
						...(!late && strip.limit && limitMark(strip.limit))
					}))
				)
			};
		}
	};
}

function tell({ from, to, within, stalled }: Strip['bins'][number], f: Formats): string {
	const days = from === to ? f.count(from, 'day') : `${f.number(from)} to ${f.number(to)} days`;
	return `${days}: ${f.count(within + stalled, 'open adoption')}, ${f.number(stalled)} stalled`;
}

/** A line where the limit is one, a band where it differs by pattern. */
const limitMark = ({ lowest: low, highest: high }: NonNullable<Strip['limit']>) => ({
	markArea: {
		silent: true,
		itemStyle: { color: 'var(--stage-identified)', opacity: 0.6 },
		data: [[{ xAxis: low }, { xAxis: high }]]
	},
	markLine: {
		silent: true,
		symbol: 'none',
		label: { show: false },
		lineStyle: { color: 'var(--edge)', type: 'solid', width: 1 },
		data: [{ xAxis: low }, { xAxis: high }]
	}
});

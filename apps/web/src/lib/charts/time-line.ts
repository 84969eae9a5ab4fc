import { namesAxis } from './names-axis.ts';
import type { Stage, TeamDetail } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import type { Box } from './spots.ts';

/** A stay of one pattern in one stage, up to the next one or to the day that is looked at. */
export interface Stay {
	pattern: string;
	stage: Stage;
	from: string;
	to: string;
}

/** More rows than this do not make a picture; what changed last is drawn. */
const MOST = 30;

/** The stays of every pattern, the pattern that came first at the top. */
export function stays(adoptions: TeamDetail['adoptions'], asOf: string): Stay[] {
	return adoptions
		.slice(0, MOST)
		.toSorted((a, b) => (a.history[0]?.on ?? '').localeCompare(b.history[0]?.on ?? ''))
		.flatMap(({ pattern, history }) =>
			history.map(({ stage, on }, i) => ({
				pattern: pattern.name,
				stage,
				from: on,
				to: history[i + 1]?.on ?? asOf
			}))
		);
}

const ROW = 22;
const TOP = 24;
const ENDED: Stage[] = ['declined', 'abandoned'];
const USED: Stage[] = ['adopted', 'sustained'];
/** What is in use is a full bar, what is open a lower one, what has ended a line. */
const thickness = (stage: Stage) => (USED.includes(stage) ? 14 : ENDED.includes(stage) ? 3 : 8);

/** One row a pattern, its stages as bars over time. */
export function timeLine(rows: Stay[], f: Formats): Picture {
	const names = [...new Set(rows.map(({ pattern }) => pattern))];
	const first = Math.min(...rows.map(({ from }) => Date.parse(from)));
	const last = Math.max(...rows.map(({ to }) => Date.parse(to)));
	const high = (width: number) => (width < 600 ? ROW + 12 : ROW);
	const plot = (width: number, height: number): Box => {
		const left = width < 600 ? 4 : Math.min(260, width * 0.28);
		return { left, top: TOP, width: width - left - 12, height: height - TOP - 4 };
	};
	return {
		table: {
			columns: ['Pattern', 'Stage', 'From', 'To'],
			rows: rows.map(({ pattern, stage, from, to }) => [pattern, stage, from, to])
		},
		height: (width) => TOP + names.length * high(width) + 4,
		spots(width, height) {
			const box = plot(width, height);
			const tall = box.height / names.length;
			const x = (day: string) => box.left + ((Date.parse(day) - first) / (last - first || 1)) * box.width;
			return rows.map(({ pattern, stage, from, to }) => ({
				left: x(from),
				width: Math.max(2, x(to) - x(from)),
				top: box.top + names.indexOf(pattern) * tall,
				height: tall,
				told: () => [{ text: `${stage}, ${f.day(from)} to ${f.day(to)}` }]
			}));
		},
		option(width, height) {
			const narrow = width < 600;
			const box = plot(width, height);
			return {
				grid: { ...box, outerBoundsMode: 'none' },
				xAxis: {
					type: 'time',
					position: 'top',
					min: first,
					max: last,
					splitNumber: narrow ? 3 : 8,
					splitLine: { show: true },
					axisLine: { show: false },
					axisLabel: { hideOverlap: true }
				},
				yAxis: namesAxis(names, narrow ? null : box.left * 0.88),
				series: [
					{
						type: 'custom',
						renderItem: segment(narrow ? 9 : 0),
						encode: { x: [0, 2], y: 1 },
						data: rows.map(({ pattern, stage, from, to }) => ({
							value: [Date.parse(from), names.indexOf(pattern), Date.parse(to), thickness(stage)],
							itemStyle: { color: `var(--stage-${stage})` }
						}))
					}
				]
			};
		}
	};
}

const segment =
	(down: number): CustomSeriesRenderItem =>
	(_, api) => {
		const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
		const [to = 0] = api.coord([api.value(2), api.value(1)]);
		const height = Number(api.value(3));
		return {
			type: 'rect',
			shape: { x, y: y + down - height / 2, width: Math.max(2, to - x), height },
			style: { fill: api.visual('color') as string }
		};
	};

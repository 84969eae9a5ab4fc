import { axisRoom, panelGrid } from './panel-grid.ts';
import type { Curves, PatternSpread } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { along } from './spots.ts';
import { states } from './states.ts';

/** A pattern's curve, and by how many teams it grew or shrank since the quarter began. */
export interface Mover {
	name: string;
	adopted: number;
	eligible: number;
	open: number;
	change: number;
	adoptedAt: number[];
	openAt: number[];
}

/** At most so many panels: what moved most this quarter, then in the last year, then what is furthest. Nothing flat at zero. */
const MOST = 8;

export function movers(now: PatternSpread[], before: PatternSpread[], { on, patterns }: Curves): Mover[] {
	const adoptedThen = new Map(before.map(({ key, adopted }) => [key, adopted]));
	const curves = new Map(
		patterns.map(({ key, from, adopted, open = [] }) => [
			key,
			{ adopted: states(from, adopted, on.length), open: states(from, open, on.length) }
		])
	);
	const yearAgo = on.findIndex((day) => Date.parse(on.at(-1) ?? '') - Date.parse(day) <= 366 * 86_400_000);
	const ranked = now.map((pattern) => {
		const curve = curves.get(pattern.key) ?? { adopted: [], open: [] };
		const change = pattern.adopted - (adoptedThen.get(pattern.key) ?? 0);
		const inYear = pattern.adopted - (curve.adopted[yearAgo] ?? 0);
		return { ...pattern, change, inYear, adoptedAt: curve.adopted, openAt: curve.open };
	});
	const seen = ranked.filter(({ adoptedAt, openAt }) => [...adoptedAt, ...openAt].some((value) => value > 0));
	seen.sort(
		(a, b) =>
			Math.abs(b.change) - Math.abs(a.change) ||
			Math.abs(b.inYear) - Math.abs(a.inYear) ||
			b.adopted - a.adopted
	);
	return seen.slice(0, MOST).map(({ name, adopted, eligible, open, change, adoptedAt, openAt }) => ({
		name,
		adopted,
		eligible,
		open,
		change,
		adoptedAt,
		openAt
	}));
}

const TOP = 38;
const PANEL = 158;
const BELOW = 36;
/** Room to the right of the last day, as a share of the time drawn: what happened on it can be seen. */
const AFTER = 0.03;
const columnsAt = (width: number, panels: number) => Math.min(panels, width < 500 ? 2 : width < 900 ? 3 : 4);

/** One panel a pattern, all on the same scales: teams that adopted, with those on the way above, under all teams. */
export function moversPicture(
	panels: Mover[],
	{ on, eligible }: Pick<Curves, 'on' | 'eligible'>,
	since: string,
	f: Formats
): Picture {
	const [first, last] = [Date.parse(on[0] ?? ''), Date.parse(on.at(-1) ?? '')];
	const end = last + (last - first) * AFTER;
	const top = Math.max(1, ...eligible, ...panels.map((panel) => panel.eligible));
	const rowsAt = (width: number) => Math.ceil(panels.length / columnsAt(width, panels.length));
	const panelsAt = (width: number, height: number) =>
		panelGrid(
			panels.length,
			columnsAt(width, panels.length),
			{ width, height },
			{ left: axisRoom(top, f, 28), over: 16, gap: 16, top: TOP, below: BELOW, under: 12 }
		);
	const area = (values: number[], color: string, panel: number, name: string) => ({
		type: 'line',
		name,
		xAxisIndex: panel,
		yAxisIndex: panel,
		step: 'end',
		data: [...values.map((value, i) => [Date.parse(on[i] ?? ''), value]), [end, values.at(-1) ?? 0]],
		lineStyle: { width: 0 },
		areaStyle: { color, opacity: 1 },
		itemStyle: { color }
	});
	return {
		table: {
			columns: ['Pattern', 'Adopted', 'Eligible', 'Change this quarter', 'Open'],
			rows: panels.map(({ name, adopted, eligible, change, open }) => [name, adopted, eligible, change, open])
		},
		spots: (width, height) =>
			panelsAt(width, height).flatMap((box, panel) => {
				const { adoptedAt, openAt } = panels[panel]!;
				const days = on.map((day) => Date.parse(day));
				return along(days, [first, end], box, (i) => [
					{ text: f.day(on[i]!) },
					...[
						{ text: 'Eligible', count: eligible[i]!, color: 'var(--stage-undecided)' },
						{ text: 'Open', count: openAt[i] ?? 0, color: 'var(--stage-open)' },
						{ text: 'Adopted', count: adoptedAt[i] ?? 0, color: 'var(--stage-adopted)' }
					].map(({ text, count, color }) => ({ text, value: f.number(count), color }))
				]);
			}),
		/** How a pattern stands on the last day. */
		spotOf: (row) => (row + 1) * on.length - 1,
		height: (width) => rowsAt(width) * PANEL - 12,
		option(width, height) {
			const boxes = panelsAt(width, height);
			const columns = columnsAt(width, panels.length);
			return {
				title: panels.map(({ name, adopted, eligible, change }, i) => ({
					text: name,
					subtext: `${f.number(adopted)} of ${f.number(eligible)}${change === 0 ? '' : `, ${f.change(change)}`}`,
					left: boxes[i]!.left,
					top: boxes[i]!.top - TOP,
					padding: 0,
					itemGap: 2,
					textStyle: { width: boxes[i]!.width - 14, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: {
						lineHeight: 16,
						...(change === 0 ? {} : { color: 'var(--ink)', fontWeight: 600 })
					}
				})),
				grid: boxes.map((box) => ({ ...box, outerBoundsMode: 'none' })),
				xAxis: panels.map((_, i) => ({
					type: 'time',
					gridIndex: i,
					min: first,
					max: end,
					axisLabel: {
						customValues: [first, end],
						formatter: (time: number) => f.month(new Date(Math.min(time, last)).toISOString()),
						alignMinLabel: 'left',
						alignMaxLabel: 'right',
						margin: 4
					}
				})),
				yAxis: panels.map((_, i) => ({
					type: 'value',
					gridIndex: i,
					min: 0,
					max: top,
					interval: top,
					axisLabel: { show: i % columns === 0, margin: 4 }
				})),
				series: panels.flatMap(({ adoptedAt, openAt }, i) => [
					area(eligible, 'var(--stage-undecided)', i, 'Eligible'),
					area(
						adoptedAt.map((value, k) => value + (openAt[k] ?? 0)),
						'var(--stage-open)',
						i,
						'Adopted or open'
					),
					{
						...area(adoptedAt, 'var(--stage-adopted)', i, 'Adopted'),
						markLine: {
							silent: true,
							symbol: 'none',
							label: { show: false },
							lineStyle: { color: 'var(--ink)', type: [2, 3], width: 1 },
							data: [{ xAxis: Date.parse(since) }]
						}
					}
				])
			};
		}
	};
}

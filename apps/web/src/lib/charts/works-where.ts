import type { WorksWhere } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { rowSpots, type Box, type Told } from './spots.ts';

const TOP = 24;
const BOTTOM = 8;

export const traitOf = ({ trait, value }: WorksWhere) => `${trait.replaceAll('_', ' ')}: ${value}`;

/** By trait, the share of teams that kept a pattern, and the same elsewhere below it: dots in their intervals, with counts. */
export function worksWherePicture(rows: WorksWhere[], f: Formats): Picture {
	const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);
	const counts = ({ works, tried, elsewhere }: WorksWhere) =>
		`${f.number(works)} of ${f.number(tried)}, elsewhere ${f.number(elsewhere.works)} of ${f.number(elsewhere.tried)}`;
	const row = (width: number) => (width < 600 ? 44 : 34);
	const plot = (width: number, height: number): Box => {
		const [left, right] = width < 600 ? [4, 12] : [Math.min(260, width * 0.26), 190];
		return { left, top: TOP, width: width - left - right, height: height - TOP - BOTTOM };
	};
	return {
		table: {
			columns: [
				...['Trait', 'Tried', 'Lasted', 'Share, %', 'From, %', 'To, %', 'Tried elsewhere'],
				...['Lasted elsewhere', 'Share elsewhere, %', 'From elsewhere, %', 'To elsewhere, %']
			],
			rows: rows.map((it) => [
				...[traitOf(it), it.tried, it.works, percent(it.share)],
				...[percent(it.interval.lower), percent(it.interval.upper)],
				...[it.elsewhere.tried, it.elsewhere.works, percent(it.elsewhere.share)],
				...[percent(it.elsewhere.interval?.lower ?? null), percent(it.elsewhere.interval?.upper ?? null)]
			])
		},
		height: (width) => TOP + rows.length * row(width) + BOTTOM,
		spots: (width, height) => rowSpots(rows.length, plot(width, height), (i) => tell(rows[i]!, f)),
		option(width, height) {
			const narrow = width < 600;
			const down = narrow ? 8 : 0;
			const box = plot(width, height);
			const series = [
				...[segment(down - 5, 7), segment(down + 6, 3)].map((renderItem, i) => ({
					type: 'custom',
					renderItem,
					encode: { x: [0, 2], y: 1 },
					itemStyle: { color: i === 0 ? 'var(--stage-started)' : 'var(--stage-declined)' },
					data: rows.flatMap(({ interval, elsewhere }, k) => {
						const limits = i === 0 ? interval : elsewhere.interval;
						return limits ? [[limits.lower, k, limits.upper]] : [];
					})
				})),
				...[0, 1].map((i) => ({
					type: 'scatter',
					symbolSize: i === 0 ? 9 : 6,
					symbolOffset: [0, down + (i === 0 ? -5 : 6)],
					itemStyle: { color: i === 0 ? 'var(--stage-sustained)' : 'var(--stage-abandoned)', opacity: 1 },
					data: rows.map(({ share, elsewhere }, k) => [i === 0 ? share : (elsewhere.share ?? '-'), k])
				}))
			];
			const label = { color: 'var(--ink)', interval: 0 };
			const category = { type: 'category', inverse: true, axisLine: { show: false } };
			return {
				grid: { ...box, outerBoundsMode: 'none' },
				xAxis: {
					type: 'value',
					position: 'top',
					min: 0,
					max: 1,
					interval: 0.25,
					axisLine: { show: false },
					axisLabel: { formatter: (share: number) => f.percent(share), showMinLabel: !narrow }
				},
				yAxis: [
					{
						...category,
						data: rows.map((it) => (narrow ? `${traitOf(it)}  ${counts(it)}` : traitOf(it))),
						axisLabel: narrow
							? { ...label, inside: true, margin: 0, verticalAlign: 'bottom', padding: [0, 0, 5, 0] }
							: { ...label, width: box.left * 0.92, overflow: 'truncate' }
					},
					{
						...category,
						show: !narrow,
						position: 'right',
						data: rows.map(counts),
						axisLabel: { interval: 0, color: 'var(--ink-2)' }
					}
				],
				series
			};
		}
	};
}

const segment =
	(down: number, height: number): CustomSeriesRenderItem =>
	(_, api) => {
		const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
		const [to = 0] = api.coord([api.value(2), api.value(1)]);
		return {
			type: 'rect',
			shape: { x, y: y + down - height / 2, width: Math.max(1, to - x), height },
			style: { fill: api.visual('color') as string }
		};
	};

function tell({ share, interval, elsewhere }: WorksWhere, f: Formats): Told[] {
	const said = (share: number | null, limits: { lower: number; upper: number } | null) =>
		`${f.percent(share)}${limits ? ` (${f.percent(limits.lower)} to ${f.percent(limits.upper)})` : ''}`;
	return [
		{ text: 'here', value: said(share, interval), color: 'var(--stage-sustained)' },
		{ text: 'elsewhere', value: said(elsewhere.share, elsewhere.interval), color: 'var(--stage-abandoned)' }
	];
}

import type { Funnel, FunnelStage } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { rowSpots, type Box, type Told } from './spots.ts';

const BOTTOM = 8;
const BAR = 14;
/** Of the two columns beside the bars. */
const HALF = 170;
const MOST = 110;

/** What became of those that entered a stage, in the order of a bar. */
export const PARTS = [
	{ part: 'wentOn', text: 'went on', color: 'var(--stage-adopted)' },
	{ part: 'running', text: 'still in it', color: 'var(--stage-open)' },
	{ part: 'ended', text: 'ended', color: 'var(--stage-declined)' }
] as const;

/** A row of the picture: a stage, or before all of them the teams that saw the pattern at events. */
type Shown = Omit<FunnelStage, 'stage'> & { stage: FunnelStage['stage'] | 'reach'; events?: number };
const UNKNOWN = { medianDays: null, medianInterval: null, p25Days: null, p80Days: null };

/** How many adoptions entered each stage and what became of them, as bars with their counts, beside how long it took. */
export function funnelPicture({ reach, stages: all }: Funnel, f: Formats): Picture {
	const reached = reach && { entered: reach.reached, events: reach.events };
	const stages: Shown[] = [
		...(reached
			? [{ stage: 'reach' as const, wentOn: 0, ended: 0, running: 0, ...UNKNOWN, ...reached }]
			: []),
		...all
	];
	const most = Math.max(1, ...stages.map(({ entered }) => entered));
	const plot = (width: number, height: number): Box => {
		const [left, top, right] = width < 600 ? [4, 0, 12] : [96, 28, 24 + HALF + MOST];
		return { left, top, width: width - left - right, height: height - top - BOTTOM };
	};
	return {
		table: {
			columns: [
				...['Stage', 'Entered', 'Went on', 'Still in it', 'Ended'],
				...['Median days', 'From', 'To', '25th percentile, days', '80th percentile, days']
			],
			rows: stages.map((it) => [
				...[it.stage, it.entered, it.wentOn, it.running, it.ended, it.medianDays],
				...[it.medianInterval?.lower ?? null, it.medianInterval?.upper ?? null, it.p25Days, it.p80Days]
			])
		},
		height: (width) => (width < 600 ? stages.length * 64 : 28 + stages.length * 44) + BOTTOM,
		spots: (width, height) =>
			rowSpots(stages.length, { ...plot(width, height), left: 0, width }, (i) => tell(stages[i]!, f)),
		option(width, height) {
			const narrow = width < 600;
			const box = plot(width, height);
			const beside = box.left + box.width + 24;
			const heads = narrow ? [] : ['Half left after (95 %)', '4 of 5 left after'];
			return {
				title: heads.map((text, i) => ({
					...{ text, left: beside + i * HALF, top: 6, padding: 0 },
					textStyle: { color: 'var(--ink-2)', fontWeight: 400 }
				})),
				grid: { ...box, outerBoundsMode: 'none' },
				xAxis: { type: 'value', show: false, min: 0, max: most },
				yAxis: { type: 'category', inverse: true, show: false, data: stages.map(({ stage }) => stage) },
				series: [
					{
						type: 'custom',
						renderItem: narrow ? narrowRow(stages, box, f) : wideRow(stages, beside, f),
						data: stages.map(({ entered }, i) => [entered, i])
					}
				]
			};
		}
	};
}

type Row = NonNullable<ReturnType<CustomSeriesRenderItem>>;

/** The name, the bar with its counts below it, and the days in two columns. */
const wideRow =
	(stages: Shown[], beside: number, f: Formats): CustomSeriesRenderItem =>
	({ dataIndex }, { coord }) => {
		const it = stages[dataIndex]!;
		const at = (count: number) => coord([count, dataIndex])[0]!;
		const y = coord([0, dataIndex])[1]! - 17;
		return {
			type: 'group',
			children: [
				words(it.stage, at(0) - 96, y + 1, 'var(--ink)'),
				...bar(it, at, y),
				words(counts(it, f.number), at(0), y + BAR + 5),
				...(it.stage === 'reach'
					? []
					: [
							words(half(it, f), beside, y + 1, 'var(--ink)'),
							words(days(it.p80Days, f), beside + HALF, y + 1)
						])
			]
		};
	};

/** The same, one below the other. */
const narrowRow =
	(stages: Shown[], { left, width }: Box, f: Formats): CustomSeriesRenderItem =>
	({ dataIndex }, { coord }) => {
		const it = stages[dataIndex]!;
		const at = (count: number) => coord([count, dataIndex])[0]!;
		const y = coord([0, dataIndex])[1]! - 8;
		const most = it.p80Days === null ? '' : `, 4 of 5 after ${f.number(it.p80Days)}`;
		return {
			type: 'group',
			children: [
				words(it.stage, left, y - 17, 'var(--ink)'),
				words(
					it.stage === 'reach'
						? ''
						: `${it.medianDays === null ? 'half: ' : 'half after '}${half(it, f)}${most}`,
					left + width,
					y - 17,
					'var(--ink-2)',
					'right'
				),
				...bar(it, at, y),
				words(counts(it, f.short), left, y + BAR + 4)
			]
		};
	};

const words = (text: string, x: number, y: number, fill = 'var(--ink-2)', align = 'left') =>
	({ type: 'text', x, y, style: { text, fill, align, font: '12px Inter Variable, Inter fallback' } }) as Row;

function bar(it: Shown, at: (count: number) => number, y: number): Row[] {
	if (it.stage === 'reach') {
		const shape = { x: at(0), y, width: Math.max(1, at(it.entered) - at(0)), height: BAR };
		return [{ type: 'rect', shape, style: { fill: 'var(--stage-observed)' } }];
	}
	let from = 0;
	return PARTS.flatMap(({ part, color }) => {
		if (it[part] === 0) return [];
		const x = at(from);
		from += it[part];
		// a gap of a pixel between two parts, but never nothing where there is something
		const width = Math.max(1, at(from) - x - 1);
		const rect: Row = { type: 'rect', shape: { x, y, width, height: BAR }, style: { fill: color } };
		return part === 'ended' ? [rect, hatch(x, y, width)] : [rect];
	});
}

/** Hatching of a part, so that not its colour alone tells it. */
function hatch(x: number, y: number, width: number): Row {
	const lines = [];
	for (let k = 0; k < width + BAR; k += 7) {
		const [left, right] = [Math.max(0, k - BAR), Math.min(width, k)];
		if (left < right) lines.push(`M${x + left} ${y + k - left}L${x + right} ${y + k - right}`);
	}
	const style = { stroke: 'var(--texture)', lineWidth: 2, fill: 'none' };
	return { type: 'path', shape: { pathData: lines.join('') }, style } as Row;
}

/** What became of those that entered, in words; what did not happen is left out. */
const counts = (it: Shown, number: (count: number) => string) =>
	it.stage === 'reach'
		? `${number(it.entered)} teams saw it at ${number(it.events!)} event${it.events === 1 ? '' : 's'}`
		: `${number(it.entered)} entered: ${PARTS.filter(({ part }) => it[part] > 0)
				.map(({ part, text }) => `${number(it[part])} ${text}`)
				.join(', ')}`;

const days = (known: number | null, f: Formats) => (known === null ? 'not known yet' : f.count(known, 'day'));

/** The median with its limits, as far as they are known. */
function half({ medianDays, medianInterval }: Shown, f: Formats): string {
	const { lower = null, upper = null } = medianInterval ?? {};
	const limits =
		upper === null
			? lower !== null && ` (${f.number(lower)} or more)`
			: ` (${lower === null ? 'up' : f.number(lower)} to ${f.number(upper)})`;
	return `${days(medianDays, f)}${limits || ''}`;
}

const tell = (it: Shown, f: Formats): Told[] =>
	it.stage === 'reach'
		? [{ text: 'teams had people at an event that showed it', value: f.number(it.entered) }]
		: [
				...PARTS.map(({ part, text, color }) => ({
					...{ text, color },
					value: `${f.number(it[part])} of ${f.number(it.entered)} (${f.percent(it[part] / it.entered)})`
				})),
				{ text: 'a quarter left after', value: days(it.p25Days, f) },
				{ text: 'half left after', value: half(it, f) },
				{ text: '4 of 5 left after', value: days(it.p80Days, f) }
			];

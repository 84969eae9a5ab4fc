import type { Format, SlideChart, Tone } from '@app/contract';

/** What a chart of a slide is drawn of, in points from its upper left corner. */
export type Mark =
	| { kind: 'bar'; x: number; y: number; w: number; h: number; tone: Tone }
	| { kind: 'line'; x1: number; y1: number; x2: number; y2: number; tone: Tone | 'edge'; wide: number }
	| { kind: 'curve'; points: string; tone: Tone }
	| { kind: 'dot'; x: number; y: number; tone: Tone }
	| {
			kind: 'text';
			x: number;
			y: number;
			text: string;
			anchor: 'start' | 'middle' | 'end';
			tone: Tone | 'on';
	  };

// a slide speaks the language of its file, whatever that of the page is
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en', {
	...{ style: 'percent' as const, minimumFractionDigits: 1, maximumFractionDigits: 1 }
});
const month = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const said = (value: number, format: Format) =>
	format === 'share' ? percent.format(value) : number.format(value);

/** Nearly, in letters of 11 points. */
const width = (text: string) => text.length * 5.6;
const DARK: Tone[] = ['accent', 'grey', 'finding'];
const LEGEND = 22;

/** The marks of a chart in a box of so many points; the same as the file's, if not to the hair. */
export function marks(chart: SlideChart, wide: number, high: number): Mark[] {
	if (chart.kind === 'line') return lineMarks(chart, wide, high);
	if (chart.kind === 'interval') return intervalMarks(chart, wide, high);
	return barMarks(chart, wide, high);
}

function legend({ series, rowHeight }: SlideChart, wide: number, high: number): Mark[] {
	if (series.length < 2) return [];
	const lengths = series.map(({ name }) => width(name) + 24);
	const y = rowHeight === null ? 11 : high - 11;
	let x = (wide - lengths.reduce((sum, it) => sum + it, 0)) / 2;
	return series.flatMap(({ name, tone }, i): Mark[] => {
		const at = x;
		x += lengths[i]!;
		return [
			{ kind: 'bar', x: at, y: y - 4, w: 7, h: 7, tone },
			{ kind: 'text', x: at + 11, y: y + 3, text: name, anchor: 'start', tone: 'quiet' }
		];
	});
}

function barMarks(chart: SlideChart, wide: number, high: number): Mark[] {
	const { kind, categories, series, format, highlight, rowHeight } = chart;
	const stacked = kind === 'stacked';
	const named = rowHeight === null;
	const top = named && series.length > 1 ? LEGEND : 0;
	const step = named ? (high - top) / categories.length : rowHeight * 72;
	const names = named ? Math.min(wide * 0.45, Math.max(...categories.map(width))) + 8 : wide * 0.04;
	const ends = categories.map((_, i) => {
		const all = series.map(({ values }) => values[i] ?? 0);
		const sum = (of: number[]) => of.reduce((so, it) => so + it, 0);
		return stacked
			? [sum(all.filter((it) => it < 0)), sum(all.filter((it) => it > 0))]
			: [Math.min(0, ...all), Math.max(0, ...all)];
	});
	const [least, most] = [Math.min(...ends.map((it) => it[0]!)), Math.max(...ends.map((it) => it[1]!))];
	// room for the figure at the end of a bar
	const room = wide - names - (stacked ? 8 : 44);
	const x = (value: number) => names + ((value - least) / (most - least || 1)) * room;
	const thick = Math.min(24, step / (stacked ? 1.45 : series.length + 0.45));
	const drawn = categories.flatMap((category, i): Mark[] => {
		const middle = top + (i + 0.5) * step;
		let [right, left] = [0, 0];
		return [
			...(named
				? [
						{
							...{ kind: 'text' as const, x: names - 6, y: middle + 4 },
							...{ text: category, anchor: 'end' as const, tone: 'ink' as const }
						}
					]
				: []),
			...series.flatMap(({ values, tone }, k): Mark[] => {
				const value = values[i] ?? null;
				if (value === null) return [];
				const from = !stacked ? 0 : value < 0 ? left : right;
				if (value < 0) left += value;
				else right += value;
				const y = middle + (stacked ? -thick / 2 : (k - series.length / 2) * thick);
				const [start, w] = [Math.min(x(from), x(from + value)), Math.abs(x(from + value) - x(from))];
				const bar: Mark = {
					...{ kind: 'bar', x: start, y, w, h: thick },
					tone: highlight === i ? 'finding' : tone
				};
				const text = said(value, format);
				const label = { kind: 'text' as const, y: y + thick / 2 + 4, text };
				if (!stacked) return [bar, { ...label, x: start + w + 4, anchor: 'start', tone: 'ink' }];
				const fits = w > width(text) + 2;
				const on = DARK.includes(tone) ? 'on' : 'ink';
				return [
					bar,
					...(fits ? [{ ...label, x: start + w / 2, anchor: 'middle' as const, tone: on } as Mark] : [])
				];
			})
		];
	});
	const bottom = top + step * categories.length;
	const zero: Mark = { kind: 'line', x1: x(0), x2: x(0), y1: top, y2: bottom, tone: 'light', wide: 0.75 };
	return [...legend(chart, wide, high), ...drawn, zero];
}

function lineMarks({ categories, series, format, scale }: SlideChart, wide: number, high: number): Mark[] {
	const { min, max, step } = scale ?? { min: 0, max: 1, step: 1 };
	const days = categories.map((day) => Date.parse(day));
	const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
	const ticks = steps(min, max, step);
	const left = Math.max(...ticks.map((it) => width(said(it, format)))) + 6;
	const [right, top, bottom] = [wide - 18, 16, high - 20];
	const x = (day: number) => left + ((day - first) / (last - first || 1)) * (right - left);
	const y = (value: number) => bottom - ((value - min) / (max - min || 1)) * (bottom - top);
	return [
		...ticks.flatMap((value): Mark[] => [
			{ kind: 'line', x1: left, x2: right, y1: y(value), y2: y(value), tone: 'edge', wide: 0.75 },
			{
				...{ kind: 'text', x: left - 4, y: y(value) + 4, text: said(value, format) },
				...{ anchor: 'end', tone: 'quiet' }
			}
		]),
		...[0, 1 / 3, 2 / 3].map((share): Mark => {
			const day = days[Math.round(share * (days.length - 1))] ?? first;
			return {
				...{ kind: 'text', x: x(day), y: high - 5, text: month.format(day) },
				...{ anchor: share === 0 ? 'start' : 'middle', tone: 'quiet' }
			};
		}),
		...series.flatMap(({ values, tone }): Mark[] => {
			const known = values.flatMap((value, i) => (value === null ? [] : [[days[i]!, value] as const]));
			const end = known.at(-1);
			return [
				{ kind: 'curve', points: known.map(([day, value]) => `${x(day)},${y(value)}`).join(' '), tone },
				...(end
					? [
							{
								...{ kind: 'text' as const, x: x(end[0]) + 16, y: y(end[1]) - 6 },
								...{ text: said(end[1], format), anchor: 'end' as const, tone }
							}
						]
					: [])
			];
		})
	];
}

function intervalMarks(
	{ categories, series, format, scale, rowHeight }: SlideChart,
	wide: number,
	high: number
): Mark[] {
	const { min, max, step } = scale ?? { min: 0, max: 1, step: 1 };
	const row = (rowHeight ?? high / 72 / (categories.length + 1)) * 72;
	const bottom = row * categories.length;
	const x = (value: number) => wide * (0.04 + (0.92 * (value - min)) / (max - min || 1));
	const [lower, middle, upper] = series.map(({ values }) => values);
	return [
		...steps(min, max, step).flatMap((value): Mark[] => [
			{
				...{ kind: 'line', x1: x(value), x2: x(value), y1: 0, y2: bottom },
				...(value === 0 ? { tone: 'quiet', wide: 1 } : { tone: 'edge', wide: 0.75 })
			},
			{
				...{ kind: 'text', x: x(value), y: bottom + 16, text: said(value, format) },
				...{ anchor: 'middle', tone: 'quiet' }
			}
		]),
		...categories.flatMap((_, i): Mark[] => {
			const y = (i + 0.5) * row;
			const [from, at, to] = [lower?.[i] ?? null, middle?.[i] ?? null, upper?.[i] ?? null];
			return [
				...(from !== null && to !== null
					? [{ kind: 'line' as const, x1: x(from), x2: x(to), y1: y, y2: y, tone: 'pale' as const, wide: 5 }]
					: []),
				...(at !== null ? [{ kind: 'dot' as const, x: x(at), y, tone: 'accent' as const }] : [])
			];
		})
	];
}

const steps = (min: number, max: number, step: number) =>
	Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) =>
		Number((min + i * step).toPrecision(12))
	);

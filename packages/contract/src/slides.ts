import { type Static, Type } from 'typebox';
import { Nullable } from './words.ts';

/** Inches: 16 to 9. */
export const SLIDE_SIZE = { w: 13.333, h: 7.5 };

/** Where something stands on a slide, in inches from its upper left corner. */
export const Place = Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() });
export type Place = Static<typeof Place>;

/** What a colour says. `accent` is the organization's own, `finding` is for 'look here' alone. */
export const TONES = ['accent', 'pale', 'grey', 'light', 'finding', 'ink', 'quiet'] as const;
export const Tone = Type.Enum(TONES);
export type Tone = Static<typeof Tone>;

/** How a figure is written; money without its currency, which stands in the heading or in a column. */
export const FORMATS = ['text', 'count', 'number', 'share', 'money', 'days', 'day'] as const;
export const Format = Type.Enum(FORMATS);
export type Format = Static<typeof Format>;

/** A value as it is in the report, and as it is written on the slide: rounded, or a long name shortened. */
export const Shown = Type.Object({
	value: Nullable(Type.Union([Type.Number(), Type.String()])),
	shown: Type.String()
});
export type Shown = Static<typeof Shown>;

export const SlideFigure = Type.Object({
	label: Type.String(),
	...Shown.properties,
	/** Its denominator, interval, change and grade. */
	notes: Type.Array(Type.String())
});
export type SlideFigure = Static<typeof SlideFigure>;

export const SlideSeries = Type.Object({
	name: Type.String(),
	tone: Tone,
	/** One for each category. */
	values: Type.Array(Nullable(Type.Number()))
});
export type SlideSeries = Static<typeof SlideSeries>;

/**
 * Bars lie side by side, one row a category; `stacked` ones add up. A `line` has days as its categories. An `interval`
 * has three series: its lower end, its middle and its upper end, drawn as a line with a dot, and no names: each category
 * is the row of the table beside it.
 */
export const SlideChart = Type.Object({
	kind: Type.Enum(['bars', 'stacked', 'line', 'interval']),
	categories: Type.Array(Type.String()),
	series: Type.Array(SlideSeries),
	format: Format,
	/** The category that is drawn in the colour for 'look here'. */
	highlight: Nullable(Type.Integer({ minimum: 0 })),
	/** The axis of lines and intervals; zero lies on it. Bars bear their figures. */
	scale: Nullable(Type.Object({ min: Type.Number(), max: Type.Number(), step: Type.Number() })),
	/** Inches from one category to the next, where the chart has to line up with a table. */
	rowHeight: Nullable(Type.Number())
});
export type SlideChart = Static<typeof SlideChart>;

export const SlideColumn = Type.Object({
	label: Type.String(),
	format: Format,
	/** Inches. */
	width: Type.Number()
});
export type SlideColumn = Static<typeof SlideColumn>;

export const SlideTable = Type.Object({
	columns: Type.Array(SlideColumn),
	rows: Type.Array(Type.Array(Shown)),
	/** Inches, of the heading too. */
	rowHeight: Type.Number(),
	/** What is left out, and where it is; null: nothing. */
	more: Nullable(Type.String())
});
export type SlideTable = Static<typeof SlideTable>;

const box = { at: Place, name: Type.String(), heading: Nullable(Type.String()) };
/** A part of a slide. `name` tells in a few words what it is, `alt` everything that can be seen in it. */
export const SlideBox = Type.Union([
	Type.Object({ kind: Type.Literal('figures'), ...box, figures: Type.Array(SlideFigure) }),
	Type.Object({
		...{ kind: Type.Literal('words'), ...box, bullets: Type.Boolean() },
		...{ points: Type.Number({ description: 'Size of the letters' }), words: Type.Array(Type.String()) }
	}),
	Type.Object({ kind: Type.Literal('chart'), ...box, alt: Type.String(), chart: SlideChart }),
	Type.Object({ kind: Type.Literal('table'), ...box, alt: Type.String(), table: SlideTable })
]);
export type SlideBox = Static<typeof SlideBox>;

/**
 * One slide of a quarterly report, as data: a presentation and a page draw the same. `marks` are said on every slide
 * (a draft, simulated data), `source` at its foot; `notes` are for whoever speaks, a paragraph a line.
 */
export const Slide = Type.Object({
	key: Type.String(),
	cover: Type.Boolean(),
	/** States the point, made from the figures. */
	title: Type.String(),
	/** What is drawn, in which unit, of what, as of when. */
	subtitle: Type.String(),
	marks: Type.Array(Type.String()),
	source: Type.String(),
	boxes: Type.Array(SlideBox),
	notes: Type.String()
});
export type Slide = Static<typeof Slide>;

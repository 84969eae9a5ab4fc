import { type Static, Type } from 'typebox';
import { Day } from './words.ts';

/** What is in a column: it decides on the number format, the alignment and the data dictionary. */
export const CELL_TYPES = ['text', 'count', 'number', 'share', 'money', 'days', 'day'] as const;
export type CellType = (typeof CELL_TYPES)[number];

const short = Type.String({ maxLength: 1000 });
const long = Type.String({ maxLength: 32_767 });
const Cell = Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'], maxLength: 32_767 });

/**
 * What a page shows, to be taken away as a workbook. Shares are 0 to 1 and days ISO 8601, as everywhere; `unit` is that
 * of a column's numbers where its type does not say it, for money the currency. Each row has a cell for every column.
 */
export const ViewExport = Type.Object({
	title: Type.String({ minLength: 1, maxLength: 200 }),
	/** What a row is, and of what. */
	about: short,
	asOf: Day,
	/** In words: 'The whole organization', or the name of the area. */
	area: short,
	filter: Type.Array(Type.Object({ name: short, value: short }), { maxItems: 100 }),
	columns: Type.Array(
		Type.Object({
			label: Type.String({ minLength: 1, maxLength: 200 }),
			type: Type.Enum(CELL_TYPES),
			meaning: short,
			unit: Type.Optional(Type.String({ maxLength: 50 }))
		}),
		{ minItems: 1, maxItems: 400 }
	),
	rows: Type.Array(Type.Array(Cell), { maxItems: 100_000 }),
	definitions: Type.Array(Type.Object({ term: short, meaning: long }), { maxItems: 200 })
});
export type ViewExport = Static<typeof ViewExport>;

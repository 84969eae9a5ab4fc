import { type TObject, type TSchema, Type } from 'typebox';
import { END_REASONS, filled, RECORD_FIELDS, RECORD_KINDS, type Field, type RecordKind } from './records.ts';
import { STAGES } from './words.ts';

/*
 * The files of the import format, one schema per row. A cell is text without blanks around it; an empty one is null.
 * `description` says what is expected there, in the words a rejection uses. A column that may be missing is Optional.
 */
export type Cell = TSchema & { description?: string };
const cell = (pattern: string, description: string) => Type.String({ pattern, description });
const orEmpty = (filled: Cell, whenEmpty: string) =>
	Type.Union([filled, Type.Null()], { description: `${filled.description}, or nothing: ${whenEmpty}` });
const mayBeMissing = (filled: Cell, whenEmpty: string) => Type.Optional(orEmpty(filled, whenEmpty));

const key = (whose: string) =>
	cell('^[^\\u0000-\\u001f]{1,200}$', `the key of ${whose}, at most 200 characters in one line`);
const short = (what: string) => cell('^[^\\u0000-\\u001f]{1,200}$', `${what}, at most 200 characters`);
const long = (what: string) => cell('^[^\\u0000]{1,10000}$', `${what}, at most 10,000 characters`);
const day = (what: string) =>
	Type.String({
		format: 'date',
		pattern: '^(?!0000)',
		description: `${what}, a day that exists, written yyyy-mm-dd`
	});
const instant = (what: string) =>
	Type.String({
		format: 'date-time',
		pattern: '^(?!0000)[^\\[]*$', // no name of a time zone behind it
		description: `${what}, such as 2026-03-31T09:30:00Z`
	});
const number = (what: string) =>
	cell(
		'^[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,2})?$',
		`${what}, a number with a decimal point and no thousands separators, such as 1234.5`
	);
const money = (what: string) =>
	cell('^[+-]?\\d{1,15}(\\.\\d{1,6})?$', `${what}, a number such as 1200 or 1200.50`);
const currency = () => cell('^[A-Z]{3}$', 'the currency, three capital letters such as EUR');
const oneOf = (values: readonly string[]) =>
	Type.Enum([...values], { description: `one of ${values.join(', ')}` });

/** One of the kind, as its key is called. */
const SINGULAR: Partial<Record<RecordKind, string>> = {
	people: 'person',
	patterns: 'pattern',
	coalitions: 'coalition',
	goals: 'goal',
	events: 'event'
};
/** The column of a field of a record. */
export function csvColumn(kind: RecordKind, field: string): string {
	if (field === 'key') return `${SINGULAR[kind]}_key`;
	const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return filled(RECORD_FIELDS[kind][field]!).of ? `${name}_key` : name;
}

/** A field as it is written in a cell. */
function cellOf(field: Field): Cell {
	const inside = filled(field) as Cell & { type?: string; minimum?: number };
	const description = String(inside.description);
	const written =
		inside.type === 'boolean'
			? Type.Enum(['yes', 'no'], { description })
			: inside.type === 'integer'
				? cell('^\\d{1,9}$', description)
				: inside.type === 'number'
					? cell(`^${inside.minimum === 0 ? '' : '[+-]?'}\\d{1,15}(\\.\\d{1,6})?$`, description)
					: inside;
	return inside === field
		? written
		: Type.Optional(Type.Union([written, Type.Null()], { description: String(field.description) }));
}

type RecordFile = `${Exclude<RecordKind, 'patterns'>}.csv`;
/** What patterns refer to; they have a file of their own, which older ones fit. */
const BEFORE_PATTERNS: RecordKind[] = ['people', 'coalitions'];
const recordFiles = (which: (kind: RecordKind) => boolean) =>
	Object.fromEntries(
		RECORD_KINDS.filter((kind) => kind !== 'patterns' && which(kind)).map((kind) => [
			`${kind}.csv`,
			Type.Object(
				Object.fromEntries(
					Object.entries(RECORD_FIELDS[kind]).map(([field, schema]) => [
						csvColumn(kind, field),
						cellOf(schema)
					])
				)
			)
		])
	) as Record<RecordFile, TObject<Record<string, Cell>>>;

const files = {
	'teams.csv': Type.Object({
		team_key: key('the team'),
		name: short('the name of the team'),
		parent_key: orEmpty(key('the team it belongs to'), 'it is at the top'),
		kind: orEmpty(short('what kind of unit it is, such as department'), 'team'),
		size: mayBeMissing(cell('^\\d{1,9}$', 'the number of people, a whole number from 0 on'), 'not known'),
		joined_on: mayBeMissing(day('the day the team joined'), 'it was always there')
	}),
	'team_moves.csv': Type.Object({
		team_key: key('the team'),
		from_on: orEmpty(day('the day from which it lay there'), 'from the beginning'),
		parent_key: orEmpty(key('the team it belonged to from then on'), 'it was at the top')
	}),
	...recordFiles((kind) => BEFORE_PATTERNS.includes(kind)),
	'patterns.csv': Type.Object({
		pattern_key: key('the pattern'),
		name: short('the name of the pattern'),
		kind: oneOf(['success', 'failure']),
		summary: mayBeMissing(long('how to do it'), 'no summary'),
		discovered_on: mayBeMissing(day('the day of discovery'), 'not known'),
		origin_team_key: mayBeMissing(key('the team that discovered it'), 'not known'),
		coalition_key: mayBeMissing(key('the coalition that discovered it'), 'not known'),
		state: mayBeMissing(oneOf(['draft', 'published', 'retired']), 'published'),
		steps: mayBeMissing(long('how to reproduce it, or how not to repeat it'), 'not said'),
		merged_into_key: mayBeMissing(key('the pattern that it turned out to be'), 'it is one of its own')
	}),
	'metrics.csv': Type.Object({
		metric_key: key('the metric'),
		name: short('the name of the metric'),
		unit: orEmpty(short('the unit'), 'a plain number'),
		direction: oneOf(['up', 'down']),
		value_per_unit: mayBeMissing(money('what one unit is worth to one team in a month'), 'not known'),
		currency: mayBeMissing(currency(), 'where there is no value_per_unit')
	}),
	'metric_worths.csv': Type.Object({
		metric_key: key('the metric'),
		from_on: orEmpty(day('the day from which a unit was worth that'), 'from the beginning'),
		value_per_unit: money('what one unit was worth to one team in a month from then on'),
		currency: currency()
	}),
	'adoption_events.csv': Type.Object({
		pattern_key: key('a pattern'),
		team_key: key('a team'),
		stage: oneOf(STAGES),
		occurred_on: day('the day the stage was entered'),
		note: mayBeMissing(long('the evidence'), 'none'),
		reason: mayBeMissing(oneOf(END_REASONS), 'not said, or it goes on'),
		recorded_at: mayBeMissing(
			instant('the instant at which it was learnt, not in the future'),
			'when it is imported'
		)
	}),
	'measurements.csv': Type.Object({
		metric_key: key('a metric'),
		team_key: key('a team'),
		measured_on: day('the day of the measurement'),
		value: number('the value')
	}),
	'links.csv': Type.Object({
		from_team_key: key('a team'),
		to_team_key: key('a team'),
		kind: short('the kind of link'),
		weight: number('the weight')
	}),
	'traits.csv': Type.Object({
		team_key: key('a team'),
		trait: short('the name of the trait'),
		value: long('the value'),
		observed_on: day('the day it was seen')
	}),
	'pattern_metrics.csv': Type.Object({
		pattern_key: key('a pattern'),
		metric_key: key('a metric'),
		claimed_effect: mayBeMissing(number("the claimed effect in the metric's unit"), 'not claimed')
	}),
	'pattern_costs.csv': Type.Object({
		pattern_key: key('a pattern'),
		kind: oneOf(['effort', 'support', 'one-off']),
		amount: money('the amount'),
		currency: currency()
	}),
	...recordFiles((kind) => !BEFORE_PATTERNS.includes(kind))
};

export type ImportFileName = keyof typeof files & string;
/** The row of each file, in the order in which files are stored: what others refer to comes first. */
export const IMPORT_FILES: Record<ImportFileName, TObject<Record<string, Cell>>> = files;
export const IMPORT_FILE_NAMES = Object.keys(files) as ImportFileName[];

import { type Static, Type } from 'typebox';

/** A calendar day, ISO 8601: `2026-09-30`. */
export const Day = Type.String({ format: 'date', description: 'A calendar day, ISO 8601' });
/** What every question to the API takes. */
export const KNOWN_AT = Type.String({
	format: 'date-time',
	description:
		'An instant, ISO 8601: only what had been recorded by then counts, and it is that day where no other is asked for. ' +
		'What an import brought without saying when it was learnt was always known, unless it is about adoptions.'
});
export const Key = Type.String({ minLength: 1, maxLength: 200, description: 'The key of the import format' });

/** The stages of an adoption in the order of the track; the last two are ends. */
export const STAGES = [
	'observed',
	'identified',
	'agreed',
	'started',
	'adopted',
	'sustained',
	'declined',
	'abandoned'
] as const;
export const Stage = Type.Enum(STAGES, { description: 'A stage of an adoption' });
export type Stage = Static<typeof Stage>;
export const OPEN_STAGES = ['observed', 'identified', 'agreed', 'started'] as const;
export const OpenStage = Type.Enum(OPEN_STAGES);
export type OpenStage = Static<typeof OpenStage>;

export const PatternKind = Type.Enum(['success', 'failure']);
export type PatternKind = Static<typeof PatternKind>;

/** A team or a pattern as it is spoken of: its key and its name. */
export const Named = Type.Object({ key: Key, name: Type.String() });
export type Named = Static<typeof Named>;

/** The area that a figure is for: null is the whole organization. */
export const Area = Type.Union([Named, Type.Null()]);

/** A share of a whole, 0 to 1; null where the whole is empty. */
export const Rate = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);

/** What most questions take: a day in history, and an area of the tree. */
export const AsOfArea = Type.Object({
	asOf: Type.Optional(Day),
	team: Type.Optional(Key)
});
export type AsOfArea = Static<typeof AsOfArea>;

export const Count = Type.Integer({ minimum: 0 });
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
	Type.Union([schema, Type.Null()]);

/** RFC 9457. `detail` says what happened and what to do. */
export const Problem = Type.Object({
	type: Type.String(),
	title: Type.String(),
	status: Type.Integer(),
	detail: Type.String(),
	instance: Type.Optional(Type.String())
});
export type Problem = Static<typeof Problem>;

import { type Static, Type } from 'typebox';
import { END_REASONS } from './records.ts';
import { Day, Key, Named, Nullable, Stage } from './words.ts';

const Id = Type.String({ format: 'uuid' });

/**
 * A stage that an adoption entered on a day. `supersedes` names the entry that it corrects; a correction without a stage
 * says that the entry never happened. `id` is chosen by the caller: the same request sent again changes nothing.
 */
export const NewEntry = Type.Object(
	{
		id: Type.Optional(Id),
		stage: Nullable(Stage),
		occurredOn: Day,
		note: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 })),
		reason: Type.Optional(
			Type.Enum(END_REASONS, { description: 'Why it was declined or abandoned; only with these' })
		),
		supersedes: Type.Optional(Id),
		version: Type.Optional(
			Type.Integer({
				minimum: 0,
				description: 'How many entries you saw: refused with 409 where there are others by now'
			})
		)
	},
	{ additionalProperties: false }
);
export type NewEntry = Static<typeof NewEntry>;

/** What was recorded, and by whom and when. `supersededBy` names the entry that stands in for this one. */
export const AdoptionEntry = Type.Object({
	id: Id,
	stage: Nullable(Stage),
	occurredOn: Day,
	recordedAt: Type.String({ format: 'date-time' }),
	recordedBy: Type.String(),
	/** The person on whose behalf it was recorded. */
	onBehalfOf: Nullable(Type.String()),
	/** Why it was declined or abandoned. */
	reason: Nullable(Type.String()),
	facts: Type.Array(Type.String()),
	supersedes: Nullable(Id),
	supersededBy: Nullable(Id)
});
export type AdoptionEntry = Static<typeof AdoptionEntry>;

/** One team and one pattern, with everything that was ever recorded of them. */
export const Adoption = Type.Object({
	team: Named,
	pattern: Named,
	/** Where it stands by all that is recorded; null where nothing is, or all was taken back. */
	stage: Nullable(Stage),
	entries: Type.Array(AdoptionEntry)
});
export type Adoption = Static<typeof Adoption>;

export const AdoptionParams = Type.Object({ pattern: Key, team: Key });

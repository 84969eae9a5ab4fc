import { type Static, Type } from 'typebox';
import { Count, Day, Named, Nullable, Stage } from './words.ts';

export const GivenKind = Type.Enum(['time', 'coaching', 'artifacts'], {
	description: 'time and coaching count in days, artifacts in pieces'
});
export type GivenKind = Static<typeof GivenKind>;

export const SupportQuery = Type.Object({
	coalition: Type.Optional(
		Type.String({ maxLength: 200, description: 'The key of a coalition; empty: agreements that name none' })
	),
	asOf: Type.Optional(Day),
	from: Type.Optional(Day),
	weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 104, default: 24 }))
});
export type SupportQuery = Static<typeof SupportQuery>;

/** Days, or pieces, to a thousandth. */
const Amount = Type.Number();
const byWeek = (what: string) => Type.Array(Amount, { description: `${what}, by week` });
const orNull = (what: string) =>
	Type.Array(Nullable(Amount), { description: `${what}, by week; null where no capacity is on record` });

/**
 * The ledger of a kind of support: entry i of each list is about the week that begins on `weeks[i]`.
 * capacity = free + committed, and committed = used + released + remaining, in every week.
 */
export const SupportLedger = Type.Object({
	kind: GivenKind,
	given: orNull('What the coalition gives'),
	capacity: orNull('What it gives, and what was released of the week'),
	committed: byWeek('What was promised'),
	used: byWeek('What was used of the promises'),
	released: byWeek('What was given back of them'),
	remaining: byWeek('What may still be used of them'),
	free: orNull('What may still be promised; negative where more was promised than there is'),
	logged: byWeek('What was used in the week, whatever week it was promised for')
});
export type SupportLedger = Static<typeof SupportLedger>;

/** What a reader should look at about an agreement. */
export const AGREEMENT_FLAGS = [
	'ends soon',
	'ended with something left',
	'used up',
	'no owner',
	'no receiver',
	'adoption ended'
] as const;
export const AgreementFlag = Type.Enum(AGREEMENT_FLAGS);
export type AgreementFlag = Static<typeof AgreementFlag>;

export const SupportAgreement = Type.Object({
	id: Type.String({ format: 'uuid' }),
	version: Count,
	coalition: Nullable(Named),
	team: Named,
	pattern: Named,
	kind: Type.Enum(['time', 'coaching', 'artifacts', 'none']),
	/** Null: no limit. */
	amount: Nullable(Amount),
	used: Amount,
	released: Amount,
	remaining: Amount,
	agreedOn: Day,
	from: Day,
	/** The last day; where `open`, nobody said it and it is the target of the adoption, or 12 weeks on. */
	until: Day,
	open: Type.Boolean(),
	owner: Nullable(Named),
	receiver: Nullable(Named),
	words: Nullable(Type.String()),
	stage: Nullable(Stage),
	flags: Type.Array(AgreementFlag)
});
export type SupportAgreement = Static<typeof SupportAgreement>;

export const Support = Type.Object({
	asOf: Day,
	/** The Mondays of the weeks, and which of them is that of `asOf` (-1: none). */
	weeks: Type.Array(Day),
	current: Type.Integer(),
	coalition: Nullable(Named),
	/** Each coalition with something on record, by name; a null one for agreements that name none. */
	coalitions: Type.Array(
		Type.Object({
			coalition: Nullable(Named),
			ledgers: Type.Array(SupportLedger),
			/** Kinds and Mondays of weeks in which more was promised than there is. */
			overPromised: Type.Array(
				Type.Object({ kind: GivenKind, week: Day, promised: Amount, capacity: Amount })
			)
		})
	),
	/** Agreements that touch the weeks, at most 1,000 of `total`: those that end first first, then those that ended. */
	total: Count,
	agreements: Type.Array(SupportAgreement)
});
export type Support = Static<typeof Support>;

export const SupportEntry = Type.Object(
	{
		kind: Type.Enum(['used', 'released']),
		amount: Type.Optional(
			Type.Number({ exclusiveMinimum: 0, description: 'Days, or pieces; left out: all that remains' })
		),
		loggedOn: Type.Optional(Day),
		words: Type.Optional(Type.String({ minLength: 1, maxLength: 500 }))
	},
	{ additionalProperties: false }
);
export type SupportEntry = Static<typeof SupportEntry>;
export const AgreementId = Type.Object({ id: Type.String({ format: 'uuid' }) });

import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, id } from './columns.ts';
import { imports } from './imports.ts';
import { patterns } from './patterns.ts';
import { teams } from './teams.ts';

/** What a coalition promised to an adoption, within which limit; `none` says explicitly that nothing is needed. */
export const agreements = pgTable(
	'agreements',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		agreedOn: day('agreed_on').notNull(),
		kind: text('kind', { enum: ['time', 'coaching', 'artifacts', 'none'] }).notNull(),
		limitDays: integer('limit_days'),
		/** The day by which the team wants to have adopted. */
		targetOn: day('target_on'),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.teamId, t.patternId, t.agreedOn] })]
);

/** Whoever holds sovereignty over the area backs the pattern there, from a day until withdrawn. */
export const backings = pgTable(
	'backings',
	{
		areaId: id('area_id')
			.notNull()
			.references(() => teams.id),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		backedFrom: day('backed_from').notNull(),
		withdrawnOn: day('withdrawn_on'),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.patternId, t.areaId, t.backedFrom] })]
);

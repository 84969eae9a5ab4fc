import { index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { day, id, recordColumns } from './columns.ts';
import { teams } from './teams.ts';

export const people = pgTable(
	'people',
	{
		...recordColumns(),
		key: text('key').notNull().unique(),
		name: text('name').notNull(),
		email: text('email')
	},
	(t) => [primaryKey({ columns: [t.id] })]
);

/** Who leads a team, in [from_on, until_on). */
export const teamLeads = pgTable(
	'team_leads',
	{
		...recordColumns(),
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		personId: id('person_id')
			.notNull()
			.references(() => people.id),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique().on(t.teamId, t.personId, t.fromOn),
		index('team_leads_person').on(t.personId)
	]
);

/** Who may decide for an area, in [from_on, until_on). */
export const sovereignties = pgTable(
	'sovereignties',
	{
		...recordColumns(),
		areaId: id('area_id')
			.notNull()
			.references(() => teams.id),
		personId: id('person_id')
			.notNull()
			.references(() => people.id),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique().on(t.areaId, t.personId, t.fromOn),
		index('sovereignties_person').on(t.personId)
	]
);

import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, id } from './columns.ts';
import { imports } from './imports.ts';

/** Any unit that can adopt; a division is a team of teams. */
export const teams = pgTable('teams', {
	id: id().primaryKey(),
	key: text('key').notNull().unique(),
	name: text('name').notNull(),
	kind: text('kind').notNull(),
	size: integer('size'),
	/** Null: it was always there. */
	joinedOn: day('joined_on'),
	importId: id('import_id')
		.notNull()
		.references(() => imports.id)
});

/** Where a team sits, dated: in [from_on, until_on) directly below its parent (null: at the top). */
export const teamPlaces = pgTable(
	'team_places',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		parentId: id('parent_id').references(() => teams.id),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.fromOn] }),
		// whether any team moved after a day
		index('team_places_moved')
			.on(t.fromOn)
			.where(sql`from_on > '-infinity'`)
	]
);

/**
 * Kept from team_places: in [from_on, until_on) the team lies in the area, `depth` levels below it (0: itself).
 * Every team lies in ORGANIZATION_ID, whose children are the roots.
 */
export const teamAreas = pgTable(
	'team_areas',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		areaId: id('area_id').notNull(),
		depth: integer('depth').notNull(),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.areaId, t.fromOn] }),
		// the teams of an area, and its children
		index('team_areas_area').on(t.areaId, t.depth)
	]
);

/** Kept: the team was a leaf of the tree that had joined, in [from_on, until_on): eligible for any pattern. */
export const leafSpans = pgTable(
	'leaf_spans',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.fromOn] })]
);

/** Kept: how the number of joined leaf teams of an area changes from day to day . */
export const leafChanges = pgTable(
	'leaf_changes',
	{
		areaId: id('area_id').notNull(),
		onDay: day('on_day').notNull(),
		teams: integer('teams').notNull()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.onDay] })]
);

/** A dated fact about a team's context: `deploys_on = kubernetes`. */
export const traits = pgTable(
	'traits',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		trait: text('trait').notNull(),
		value: text('value').notNull(),
		observedOn: day('observed_on').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.teamId, t.trait, t.observedOn] })]
);

/**
 * Kept from conditions and traits: the context of the team broke the pattern in [from_on, until_on), so that it was not
 * eligible unless it has a record. Derived, as `stays`.
 */
export const misfits = pgTable(
	'misfits',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.patternId, t.fromOn] })]
);

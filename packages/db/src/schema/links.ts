import { doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { id } from './columns.ts';
import { imports } from './imports.ts';
import { teams } from './teams.ts';

/** Who works with whom: the network along which practices travel. */
export const links = pgTable(
	'links',
	{
		fromTeamId: id('from_team_id')
			.notNull()
			.references(() => teams.id),
		toTeamId: id('to_team_id')
			.notNull()
			.references(() => teams.id),
		kind: text('kind').notNull(),
		weight: doublePrecision('weight').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.fromTeamId, t.toTeamId, t.kind] }), index('links_to').on(t.toTeamId)]
);

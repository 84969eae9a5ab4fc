import { customType, date, integer, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A calendar day, ISO 8601 text on our side; `-infinity` and `infinity` are days too (always, and still). */
export const day = (name: string) => date(name, { mode: 'string' });

/** A UUIDv7 made in the application: ids sort by the time they were made, and no database hands them out. */
export const id = (name = 'id') => uuid(name);

/** Money and worth: exact decimals, text on our side. */
export const decimal = customType<{ data: string }>({ dataType: () => 'numeric' });

/** An instant, ISO 8601 text on our side. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/**
 * What every record of the track has: its id; how often it was edited, so that nobody overwrites what they have not
 * seen; and the import that brought it, none where it was entered here (`changes` says by whom).
 */
export const recordColumns = () => ({
	id: id().notNull(),
	version: integer('version').notNull().default(1),
	importId: id('import_id')
});

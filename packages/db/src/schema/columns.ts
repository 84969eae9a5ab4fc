import { customType, date, uuid } from 'drizzle-orm/pg-core';

/** A calendar day, ISO 8601 text on our side; `-infinity` and `infinity` are days too (always, and still). */
export const day = (name: string) => date(name, { mode: 'string' });

/** A UUIDv7 made in the application: ids sort by the time they were made, and no database hands them out. */
export const id = (name = 'id') => uuid(name);

/** Money and worth: exact decimals, text on our side. */
export const decimal = customType<{ data: string }>({ dataType: () => 'numeric' });

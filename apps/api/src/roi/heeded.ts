import type { Heeded, ValueQuery } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';

/** What teams of an area had heeded by a day, and the cost that avoided, by currency. Never part of any value. */
export async function heeded(database: db.Db, asOf: string, { team, pattern }: ValueQuery): Promise<Heeded> {
	const [area, found] = await Promise.all([
		areaFor(database, asOf, team),
		pattern === undefined ? null : patternFor(database, pattern)
	]);
	const records = await db.heededIn(database, area.id, asOf, found?.id ?? null);
	const avoided = records.filter((record) => record.currency !== null);
	return {
		...{ asOf, area: named(area) },
		avoided: [...Map.groupBy(avoided, ({ currency }) => currency!)].map(([currency, own]) => ({
			currency,
			amount: own.reduce((sum, { costAvoided }) => sum + costAvoided!, 0)
		})),
		records
	};
}

import type { ExportQuery } from '@app/contract';
import { adoptionEventsCsv, adoptionsCsv, type Db } from '@app/db';
import type { Readable } from 'node:stream';
import { areaFor, patternFor } from '../known.ts';

/** Every adoption of an area on a day, as CSV. Rejects with NotFound. */
export async function adoptions(db: Db, lane: Db, query: ExportQuery, today: string): Promise<Readable> {
	const { team, pattern, asOf = today } = query;
	const { id: areaId } = await areaFor(db, asOf, team);
	const patternId = pattern === undefined ? null : (await patternFor(db, pattern)).id;
	return adoptionsCsv(db, lane, { areaId, patternId, asOf });
}

/** The log in the import format, as CSV. Rejects with NotFound. */
export async function adoptionEvents(db: Db, lane: Db, query: ExportQuery, today: string): Promise<Readable> {
	const { team, pattern, asOf } = query;
	const on = asOf ?? today;
	const area = team === undefined ? null : { id: (await areaFor(db, on, team)).id, on };
	const patternId = pattern === undefined ? null : (await patternFor(db, pattern)).id;
	return adoptionEventsCsv(db, lane, { area, patternId, asOf: asOf ?? null });
}

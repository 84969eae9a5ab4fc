import {
	csvColumn,
	filled,
	IMPORT_FILES,
	RECORD_FIELDS,
	RECORD_KINDS,
	type ExportQuery,
	type ImportFileName,
	type RecordKind
} from '@app/contract';
import { adoptionEventsCsv, adoptionsCsv, recordsCsv, type Db, type ExportColumn } from '@app/db';
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

/** All records of a kind in the import format, as CSV. */
export const recordsFile = (db: Db, lane: Db, kind: RecordKind): Readable =>
	recordsCsv(db, lane, kind, columnsOf(`${kind}.csv` as ImportFileName));

/** What the columns of a file of records hold; none for any other file. */
export function columnsOf(name: ImportFileName): ExportColumn[] {
	const kind = name.replace('.csv', '') as RecordKind;
	if (!RECORD_KINDS.includes(kind)) return [];
	const fields = Object.entries(RECORD_FIELDS[kind]);
	return Object.keys(IMPORT_FILES[name].properties).map((column) => {
		const [field, schema] = fields.find(([one]) => csvColumn(kind, one) === column)!;
		const { type, format } = filled(schema) as { type?: string; format?: string };
		const how = type === 'boolean' ? 'yes or no' : format === 'date-time' ? 'instant' : ('as it is' as const);
		return { column, field, how } as const;
	});
}

import { FINDING_KINDS, type Findings, type FindingsQuery } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { dayOf } from '../periods.ts';

/** The findings that are asked for, with how many there are of each kind. Rejects with NotFound. */
export async function findings(
	database: db.Db,
	{ state = 'open', kind, team, pattern, coalition, page = 1, pageSize = 50 }: FindingsQuery,
	now: Date
): Promise<Findings> {
	const area = team === undefined ? null : await areaFor(database, dayOf(now), team);
	const { byKind, findings } = await db.findingsOf(
		database,
		{
			...{ at: now.toISOString(), state, kind: kind ?? null, coalition: coalition ?? null },
			areaId: area?.id ?? null,
			patternId: pattern === undefined ? null : (await patternFor(database, pattern)).id
		},
		{ limit: pageSize, offset: (page - 1) * pageSize }
	);
	const counts = FINDING_KINDS.map((of) => ({
		kind: of,
		count: byKind.find((row) => row.kind === of)?.count ?? 0
	}));
	return {
		...{ area: area && named(area), byKind: counts, page, pageSize },
		total: counts.reduce((sum, row) => sum + (kind && row.kind !== kind ? 0 : row.count), 0),
		findings: findings as Findings['findings']
	};
}

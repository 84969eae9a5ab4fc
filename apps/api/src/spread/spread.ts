import type { Matrix, MatrixQuery, PatternSpread, Spread } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { areaFor, named, patternFor } from '../known.ts';

const rate = (adopted: number, eligible: number) => (eligible === 0 ? null : adopted / eligible);

/** How far every pattern has spread in an area at the end of a day. */
export async function spread(database: db.Db, asOf: string, team?: string): Promise<Spread> {
	const area = await areaFor(database, asOf, team);
	const rows = await db.spread(database, area.id, asOf);
	const patterns = rows.map((row): PatternSpread => ({
		...row,
		undecided: row.eligible - row.adopted - row.open - row.declined - row.abandoned,
		rate: rate(row.adopted, row.eligible)
	}));
	return { asOf, area: named(area), patterns };
}

/** The areas at a depth below an area against all patterns, or one, at the end of a day. */
export async function matrix(
	database: db.Db,
	{ asOf, team, depth, pattern }: Static<typeof MatrixQuery> & { asOf: string }
): Promise<Matrix> {
	const area = await areaFor(database, asOf, team);
	const teams = await db.areaChildren(database, area.id, asOf, depth);
	const ids = teams.map(({ id }) => id);
	const patterns = await db.matrix(database, ids, asOf, pattern && (await patternFor(database, pattern)).id);
	return { asOf, area: named(area), teams, patterns };
}

import type { Matrix, MatrixQuery, PatternSpread, Spread } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';

const rate = (adopted: number, eligible: number) => (eligible === 0 ? null : adopted / eligible);

/** How far every pattern has spread in an area at the end of a day. */
export async function spread(database: db.Db, known: Known, asOf: string, team?: string): Promise<Spread> {
	const area = await known.area(asOf, team);
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
	known: Known,
	{ asOf, team, depth = 1, pattern }: Static<typeof MatrixQuery> & { asOf: string }
): Promise<Matrix> {
	const area = await known.area(asOf, team);
	const [teams, all] = await Promise.all([
		known.children(area.id, asOf, depth),
		pattern === undefined ? known.patterns() : known.pattern(pattern).then((found) => [found])
	]);
	const ids = teams.map(({ id }) => id);
	const states = await db.areaStates(
		database,
		ids,
		asOf,
		all.map(({ id }) => id)
	);
	const place = new Map(ids.map((id, i) => [id, i]));
	const patterns = all.map(({ key, name, kind }) => ({
		...{ key, name, kind, eligible: teams.map((own) => own.teams) },
		...{ adopted: teams.map(() => 0), open: teams.map(() => 0) }
	}));
	for (const { areaId, patterns: numbers, adopted, open, outside } of states) {
		const i = place.get(areaId)!;
		numbers.forEach((number, k) => {
			const counts = patterns[number]!;
			counts.eligible[i]! += outside[k]!;
			counts.adopted[i]! += adopted[k]!;
			counts.open[i]! += open[k]!;
		});
	}
	return { asOf, area: named(area), teams, patterns };
}

import type { PatternSpread, Spread } from '@app/contract';
import * as db from '@app/db';
import { named, type Known } from '../known.ts';

/** Areas and days that are remembered, some tens of kilobytes each. */
const MOST = 100;

const rate = (adopted: number, eligible: number) => (eligible === 0 ? null : adopted / eligible);

/** How far every pattern has spread in an area at the end of a day; read again only where a pattern changed. */
export function spreadOf(database: db.Db, known: Known) {
	const rowsOf = known.byPattern(MOST, async (key, patternIds) => {
		const [areaId, asOf] = key.split(' ');
		const rows = await db.spread(database, areaId!, asOf!, patternIds);
		return new Map(
			rows.map(({ id, ...row }): [string, PatternSpread] => [
				id,
				{
					...row,
					undecided: row.eligible - row.adopted - row.open - row.declined - row.abandoned,
					rate: rate(row.adopted, row.eligible)
				}
			])
		);
	});
	return async (asOf: string, team?: string): Promise<string> => {
		const [area, patterns] = await Promise.all([known.area(asOf, team), known.patterns()]);
		const rows = await rowsOf(
			`${area.id} ${asOf}`,
			patterns.map(({ id }) => id)
		);
		return JSON.stringify({ asOf, area: named(area), patterns: [...rows.values()] } satisfies Spread);
	};
}

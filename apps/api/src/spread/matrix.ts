import type { Matrix, MatrixQuery } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';

/** Areas and days that are remembered: a department's teams take some kilobytes, all departments some hundred. */
const MOST = 20;

/** The areas at a depth below an area against all patterns, or one, at the end of a day, as JSON. */
export function matrixOf(database: db.Db, known: Known) {
	/** The counts of each pattern, as JSON. */
	const countsOfAll = known.byPattern(MOST, async (key, patternIds) => {
		const [areaId, asOf, depth] = key.split(' ') as [string, string, string];
		const teams = await known.children(areaId, asOf, Number(depth));
		const counts = await countsOf(database, teams, asOf, patternIds);
		return new Map(patternIds.map((id, i) => [id, JSON.stringify(counts[i])]));
	});
	return async (query: Static<typeof MatrixQuery> & { asOf: string }): Promise<string> => {
		const { asOf, team, depth = 1, pattern } = query;
		const area = await known.area(asOf, team);
		const [teams, patterns] = await Promise.all([
			known.children(area.id, asOf, depth),
			pattern === undefined ? known.patterns() : known.pattern(pattern).then((found) => [found])
		]);
		const counts = await countsOfAll(
			`${area.id} ${asOf} ${depth}`,
			patterns.map(({ id }) => id)
		);
		const start: Omit<Matrix, 'patterns'> = {
			...{ asOf, area: named(area) },
			teams: teams.map(({ key, name, leaf, teams }) => ({ key, name, leaf, teams }))
		};
		const rows = patterns.map(({ id, key, name, kind }) => {
			const own: Pick<Matrix['patterns'][number], 'key' | 'name' | 'kind'> = { key, name, kind };
			return `${JSON.stringify(own).slice(0, -1)},${counts.get(id)!.slice(1)}`;
		});
		return `${JSON.stringify(start).slice(0, -1)},"patterns":[${rows.join()}]}`;
	};
}

/** Of each pattern, in order, how many teams of each area are eligible, use it, and are on the way. */
export async function countsOf(database: db.Db, teams: db.AreaChild[], asOf: string, patternIds: string[]) {
	const states = await db.areaStates(
		database,
		teams.map(({ id }) => id),
		asOf,
		patternIds
	);
	const place = new Map(teams.map(({ id }, i) => [id, i]));
	const counts = patternIds.map(() => ({
		eligible: teams.map((own) => own.teams),
		adopted: teams.map(() => 0),
		open: teams.map(() => 0)
	}));
	for (const { areaId, patterns, adopted, open, outside } of states) {
		const i = place.get(areaId)!;
		patterns.forEach((number, k) => {
			const own = counts[number]!;
			own.eligible[i]! += outside[k]!;
			own.adopted[i]! += adopted[k]!;
			own.open[i]! += open[k]!;
		});
	}
	return counts;
}

import type { PatternDetail } from '@app/contract';
import * as db from '@app/db';
import { named, type Known } from '../known.ts';
import { periodStart } from '../periods.ts';
import { timeToAdopt } from './time-to-adopt.ts';

/** So many are remembered, as JSON: with thousands of teams each. */
const MOST = 20;

/** Answers where a pattern is in an area on a day, where it was given up, and how long adopting takes; as JSON. */
export function patternOf(database: db.Db, known: Known) {
	const details = known.ofPattern(MOST, async (key) => {
		const asOf = key.slice(0, 10);
		const [pattern, team] = JSON.parse(key.slice(10)) as [string, string | undefined];
		const [area, found] = await Promise.all([known.area(asOf, team), known.pattern(pattern)]);
		return JSON.stringify(await detail(database, found, area, asOf));
	});
	return async (key: string, asOf: string, team?: string): Promise<string> =>
		details(
			asOf + JSON.stringify([key, ...(team === undefined ? [] : [team])]),
			(await known.pattern(key)).id
		);
}

async function detail(
	database: db.Db,
	found: db.PatternRow,
	area: db.Area,
	asOf: string
): Promise<PatternDetail> {
	const quarterFrom = periodStart(asOf, 'quarter');
	const [origin, teams, change, time] = await Promise.all([
		db.patternOrigin(database, found.id),
		db.patternTeams(database, found.id, area.id, asOf),
		db.adoptionChange(database, found.id, area.id, quarterFrom, asOf),
		timeToAdopt(database, found.id, area.id, asOf)
	]);
	return {
		asOf,
		area: named(area),
		key: found.key,
		name: found.name,
		kind: found.kind,
		summary: found.summary,
		discoveredOn: found.discoveredOn,
		origin,
		quarterFrom,
		adoptedNow: change.adopted,
		lapsedNow: change.lapsed,
		teams: teams.map(({ teamKey, teamName, areaKey, areaName, ...state }) => ({
			...state,
			team: { key: teamKey, name: teamName },
			area: areaKey === null ? null : { key: areaKey, name: areaName! }
		})),
		timeToAdopt: time
	};
}

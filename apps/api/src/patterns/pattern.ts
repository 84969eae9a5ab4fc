import type { PatternDetail } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { quarterStart } from '../periods.ts';
import { timeToAdopt } from './time-to-adopt.ts';

/** One pattern in an area on a day: where it is, where it was given up, and how long adopting takes. */
export async function pattern(
	database: db.Db,
	key: string,
	asOf: string,
	team?: string
): Promise<PatternDetail> {
	const [found, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	const quarterFrom = quarterStart(asOf);
	const [origin, teams, change, time] = await Promise.all([
		db.patternOrigin(database, found.id),
		db.patternTeams(database, found.id, area.id, asOf),
		db.adoptionChange(database, found.id, area.id, quarterFrom, asOf),
		timeToAdopt(database, found.id, area.id, asOf)
	]);
	return {
		asOf,
		area: named(area),
		key,
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

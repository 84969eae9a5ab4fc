import { STAGES, TEAM_STATES, type TeamStates, type TeamStatesQuery } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named } from '../known.ts';
import { treeOf } from './tree.ts';

/** A row of the picture: one digit a pattern, from what is recorded of the team. */
function digits(records: Buffer | null, patterns: number, joinedLeaf: boolean): string {
	const row = Buffer.alloc(patterns, String(TEAM_STATES.indexOf(joinedLeaf ? 'undecided' : 'not eligible')));
	const first = '0'.charCodeAt(0) + TEAM_STATES.indexOf(STAGES[0]);
	for (let at = 0; at < (records?.length ?? 0); at += 4) {
		const record = records!.readInt32BE(at);
		row[Math.floor(record / 10)] = first + (record % 10);
	}
	return row.toString('latin1');
}

/** A page of the teams of an area in the order of the tree, each with its state for every pattern on a day. */
export async function teamStates(
	database: db.Db,
	asOf: string,
	{ team, page = 1, pageSize = 500 }: TeamStatesQuery
): Promise<TeamStates> {
	const [area, patterns] = await Promise.all([areaFor(database, asOf, team), db.allPatterns(database)]);
	const { teams: all, areas } = treeOf(area.id, await db.teamsBelow(database, area.id, asOf));
	const teams = all.slice((page - 1) * pageSize, page * pageSize);
	const records = await db.recordedStages(
		database,
		teams.map(({ id }) => id),
		asOf
	);
	const states = teams.map(({ joinedLeaf }, i) => digits(records[i]!, patterns.length, joinedLeaf));
	return { asOf, area: named(area), patterns, areas, total: all.length, page, pageSize, teams, states };
}

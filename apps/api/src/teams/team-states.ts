import { TEAM_STATES, type TeamStates, type TeamStatesQuery } from '@app/contract';
import * as db from '@app/db';
import { named, type Known } from '../known.ts';
import { areasOf, treeOf } from './tree.ts';

/** Areas and days that are remembered: a byte a team and pattern, which may be a few megabytes for the largest. */
const MOST = 3;

const digitOf = (state: (typeof TEAM_STATES)[number]) => '0'.charCodeAt(0) + TEAM_STATES.indexOf(state);

/** Answers with the teams of an area in the order of the tree, each with its state for every pattern, as JSON. */
export function teamStatesOf(database: db.Db, known: Known) {
	const trees = known.remember(
		MOST,
		async (key) => {
			const [areaId, asOf] = key.split(' ') as [string, string];
			return treeOf(areaId, await db.teamsBelow(database, areaId, asOf));
		},
		'imports'
	);
	/** Of each pattern the digits of all teams in the order of the tree; 0 where nothing is recorded. */
	const columns = known.byPattern(MOST, async (key, patternIds) => {
		const tree = await trees(key);
		const found = await db.recordedStages(
			database,
			tree.map(({ id }) => id),
			key.split(' ')[1]!,
			patternIds
		);
		const digits = new Map(patternIds.map((id) => [id, new Uint8Array(tree.length)]));
		for (const { patternId, stage, places } of found) {
			const column = digits.get(patternId)!;
			for (const place of places) column[place - 1] = digitOf(stage);
		}
		return digits;
	});

	return async (asOf: string, { team, page = 1, pageSize = 500 }: TeamStatesQuery): Promise<string> => {
		const [area, patterns] = await Promise.all([known.area(asOf, team), known.patterns()]);
		const key = `${area.id} ${asOf}`;
		const ids = patterns.map(({ id }) => id);
		const [tree, digits] = await Promise.all([trees(key), columns(key, ids)]);
		const own = ids.map((id) => digits.get(id)!);
		const eligible = tree.map(({ joinedLeaf }, i) => joinedLeaf || own.some((column) => column[i] !== 0));
		const all = tree.flatMap((team, i) => (eligible[i] ? { ...team, i } : []));
		const shown = all.slice((page - 1) * pageSize, page * pageSize);
		const start: Omit<TeamStates, 'states'> = {
			...{ asOf, area: named(area) },
			patterns: patterns.map(({ key, name, kind }) => ({ key, name, kind })),
			...{ areas: areasOf(tree, eligible), total: all.length, page, pageSize },
			teams: shown.map(({ key, name }) => ({ key, name }))
		};
		return `${JSON.stringify(start).slice(0, -1)},"states":[${rows(shown, own)}]}`;
	};
}

/** The rows of the picture as JSON, one digit a pattern: written byte by byte, since there may be millions. */
function rows(teams: { i: number; joinedLeaf: boolean }[], columns: Uint8Array[]): string {
	const [quote, comma] = Buffer.from('",');
	const text = Buffer.alloc(teams.length * (columns.length + 3));
	let at = 0;
	for (const { i, joinedLeaf } of teams) {
		const none = digitOf(joinedLeaf ? 'undecided' : 'not eligible');
		text[at++] = quote!;
		for (const column of columns) text[at++] = column[i]! || none;
		text[at++] = quote!;
		text[at++] = comma!;
	}
	return text.toString('latin1', 0, Math.max(0, at - 1));
}

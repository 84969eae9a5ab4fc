import type { Named } from '@app/contract';
import {
	allPatterns,
	areaChildren,
	areaOf,
	firstDays,
	leafChanges,
	ownSpread,
	patternLengths,
	patternOf,
	type Area,
	type Db,
	type PatternRow,
	type Transaction
} from '@app/db';
import { byPatternOf, inSlices } from './by-pattern.ts';
import { NotFound } from './problems.ts';
import type { Records } from './records.ts';
import { stayLengthsOfAll } from './spread/stay-lengths.ts';

/** The area of a team key, the root without one. Throws NotFound for a key that no team has. */
export async function areaFor(db: Db, asOf: string, team?: string): Promise<Area> {
	const area = await areaOf(db, asOf, team);
	if (!area) throw new NotFound('team', team ?? '');
	return area;
}

/** The pattern of a key. Throws NotFound for a key that no pattern has. */
export async function patternFor(db: Db | Transaction, key: string): Promise<PatternRow> {
	const pattern = await patternOf(db, key);
	if (!pattern) throw new NotFound('pattern', key);
	return pattern;
}

/** More areas and patterns than most organizations have. */
const MOST = 10_000;
/** With all that changed for each, which is some kilobytes. */
const MOST_TEAMS = 1000;
/** Today, and one that somebody looks back at: some megabytes each. */
export const MOST_DAYS = 2;

/**
 * What answers need to know besides what they tell, remembered as long as it holds: each of these would cost as much
 * as the answer itself.
 */
export type Known = ReturnType<typeof knownOf>;
export function knownOf(db: Db, records: Records) {
	const { remember, state } = records;
	const { byPattern, ofPattern } = byPatternOf(records);
	// a key is a day, and after that perhaps a team
	const areas = remember(MOST, (key) => areaFor(db, key.slice(0, 10), key.slice(10) || undefined), 'imports');
	const children = remember(
		MOST_TEAMS,
		(key) => {
			const [areaId, asOf, depth] = key.split(' ');
			return areaChildren(db, areaId!, asOf!, Number(depth));
		},
		'imports'
	);
	const patterns = remember(1, () => allPatterns(db), 'imports');
	const lengths = byPattern(
		MOST_DAYS,
		inSlices((asOf, patternIds) => patternLengths(db, patternIds, asOf))
	);
	const ofAll = stayLengthsOfAll(MOST_DAYS, async (asOf) => {
		const ids = (await patterns('')).map(({ id }) => id);
		return lengths(asOf, ids);
	});
	return {
		/** As areaFor. */
		area: (asOf: string, team?: string) => areas(asOf + (team ?? '')),
		/** As patternFor. */
		pattern: remember(MOST, (key) => patternFor(db, key), 'imports'),
		/** As allPatterns. */
		patterns: () => patterns(''),
		/** As areaChildren. */
		children: (areaId: string, asOf: string, depth: number) => children(`${areaId} ${asOf} ${depth}`),
		/** As firstDays of the database; the key is ''. */
		firstDays: byPattern(1, (_, patternIds) => firstDays(db, patternIds)),
		/** As patternLengths; the key is the day. */
		lengths,
		/** As stayLengthsOfAll; the key is the day. */
		stayLengths: remember(MOST_DAYS, ofAll),
		/** How the number of an area's joined leaf teams changes. */
		leaves: remember(MOST, (areaId) => leafChanges(db, areaId), 'imports'),
		/** What changed for the area's own adoptions, as a team, by pattern. */
		own: byPattern(MOST_TEAMS, async (areaId, patternIds) =>
			Map.groupBy(await ownSpread(db, areaId, patternIds), ({ patternId }) => patternId)
		),
		/** As Records.state: whoever asks without a request calls it first. */
		state,
		remember,
		byPattern,
		ofPattern
	};
}

/** How an area is spoken of: null is the whole organization. */
export const named = (area: Area): Named | null =>
	area.key === null ? null : { key: area.key, name: area.name! };

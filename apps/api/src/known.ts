import type { Named } from '@app/contract';
import { areaOf, patternOf, type Area, type Db, type PatternRow } from '@app/db';
import { NotFound } from './problems.ts';

/** The area of a team key, the root without one. Throws NotFound for a key that no team has. */
export async function areaFor(db: Db, asOf: string, team?: string): Promise<Area> {
	const area = await areaOf(db, asOf, team);
	if (!area) throw new NotFound('team', team ?? '');
	return area;
}

/** The pattern of a key. Throws NotFound for a key that no pattern has. */
export async function patternFor(db: Db, key: string): Promise<PatternRow> {
	const pattern = await patternOf(db, key);
	if (!pattern) throw new NotFound('pattern', key);
	return pattern;
}

/** How an area is spoken of: null is the whole organization. */
export const named = (area: Area): Named | null =>
	area.key === null ? null : { key: area.key, name: area.name! };

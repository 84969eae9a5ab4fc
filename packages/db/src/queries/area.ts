import type { Db } from '../connect.ts';
import { ORGANIZATION_ID } from '../words.ts';

/** An area of the tree; key and name are null for the whole organization above several roots. */
export type Area = { id: string; key: string | null; name: string | null };

/**
 * The area of a key; without one the single root on that day, or the whole organization where there is none or
 * more than one. Undefined where no team has the key.
 */
export async function areaOf(db: Db, asOf: string, key?: string): Promise<Area | undefined> {
	if (key !== undefined) {
		const [team] = await db<Area[]>`SELECT id, key, name FROM teams WHERE key = ${key}`;
		return team;
	}
	const roots = await db<Area[]>`
		SELECT id, key, name FROM team_areas JOIN teams ON teams.id = team_id
		WHERE area_id = ${ORGANIZATION_ID} AND depth = 1 AND from_on <= ${asOf} AND until_on > ${asOf} LIMIT 2`;
	return roots.length === 1 ? roots[0]! : { id: ORGANIZATION_ID, key: null, name: null };
}

export type AreaStep = { key: string; name: string };
export type AreaChild = { id: string; key: string; name: string; leaf: boolean; teams: number };

/** The way from the root down to the area on a day, the area itself last. Empty for the whole organization. */
export async function areaPath(db: Db, areaId: string, asOf: string): Promise<AreaStep[]> {
	return db<AreaStep[]>`
		SELECT key, name FROM team_areas JOIN teams ON teams.id = area_id
		WHERE team_id = ${areaId} AND from_on <= ${asOf} AND until_on > ${asOf} ORDER BY depth DESC`;
}

/** What lies `depth` levels below the area on a day, by name; `teams` counts the joined leaf teams in it. */
export async function areaChildren(db: Db, areaId: string, asOf: string, depth = 1): Promise<AreaChild[]> {
	return db<AreaChild[]>`
		SELECT id, key, name,
			NOT EXISTS (SELECT FROM team_areas below WHERE below.area_id = child.team_id AND below.depth = 1
				AND below.from_on <= ${asOf} AND below.until_on > ${asOf}) AS leaf,
			coalesce((SELECT sum(l.teams) FROM leaf_changes l WHERE l.area_id = child.team_id AND l.on_day <= ${asOf}), 0)::int AS teams
		FROM team_areas child JOIN teams ON teams.id = child.team_id
		WHERE child.area_id = ${areaId} AND child.depth = ${depth} AND child.from_on <= ${asOf} AND child.until_on > ${asOf}
		ORDER BY name, key`;
}

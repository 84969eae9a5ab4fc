import type { Db } from '../connect.ts';
import { ints } from './ints.ts';
import { statesOn } from './states-on.ts';

/** The counts of an area as arrays: entry i is about the pattern at the place `patterns[i]` of those asked for. */
export type AreaStates = {
	areaId: string;
	patterns: number[];
	adopted: number[];
	open: number[];
	outside: number[];
};

/** How far the patterns have spread in areas at the end of a day. What nobody has a record of is left out. */
export async function areaStates(
	sql: Db,
	areaIds: string[],
	asOf: string,
	patternIds: string[]
): Promise<AreaStates[]> {
	const rows = await sql<
		({ areaId: string } & Record<'patterns' | 'adopted' | 'open' | 'outside', string>)[]
	>`
		SELECT area_id AS "areaId", array_agg(number - 1)::text AS patterns, array_agg(adopted)::text AS adopted,
			array_agg(open)::text AS open, array_agg(outside)::text AS outside
		FROM (${statesOn(sql, areaIds, asOf, patternIds)}) states
		JOIN unnest(${patternIds}::uuid[]) WITH ORDINALITY AS asked (pattern_id, number) USING (pattern_id)
		GROUP BY area_id`;
	return rows.map(({ areaId, patterns, adopted, open, outside }) => ({
		...{ areaId, patterns: ints(patterns), adopted: ints(adopted), open: ints(open), outside: ints(outside) }
	}));
}

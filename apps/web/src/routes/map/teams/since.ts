import type { TeamDetail } from '@app/contract';
import { page } from '$app/state';
import { placeIn, queryOf } from '#lib/place.ts';

/** Tells since when a team has been in its stage with a pattern. A team is asked for once, then all of it is known. */
export function sinceOf(asOf: string): (team: string, pattern: string) => Promise<string | undefined> {
	const known = new Map<string, Map<string, string>>();
	return async (team, pattern) => {
		const days = known.get(team) ?? (await read(team, asOf));
		known.set(team, days);
		return days.get(pattern);
	};
}

async function read(team: string, asOf: string): Promise<Map<string, string>> {
	const query = queryOf({ knownAt: placeIn(page).knownAt, asOf });
	const answer = await fetch(`/api/teams/${encodeURIComponent(team)}${query}`);
	const { adoptions } = answer.ok ? ((await answer.json()) as TeamDetail) : { adoptions: [] };
	return new Map(adoptions.map(({ pattern, since }) => [pattern.key, since]));
}

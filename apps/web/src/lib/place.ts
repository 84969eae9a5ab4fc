/** Where the reader is, as of which day, and as known at which instant: always in the URL, kept by every link. */
export interface Place {
	team: string | null;
	asOf: string | null;
	knownAt: string | null;
}

interface Address {
	url: { searchParams: { get(name: string): string | null } };
	route: { id: string | null };
	params: { key?: string };
}

/** The place of a page, or of a load: `?team=`, `?asOf=` and `?knownAt=`; a team's own page is its area. */
export const placeIn = ({ url, route, params }: Address): Place => ({
	team: (route.id === '/teams/[key]' && params.key) || url.searchParams.get('team') || null,
	asOf: url.searchParams.get('asOf') || null,
	knownAt: url.searchParams.get('knownAt') || null
});

/** The place as a query to put behind a path: `?team=core&asOf=2026-06-30`, or nothing for all of it, today. */
export function queryOf(place: Partial<Place>, more: Record<string, string> = {}): `?${string}` {
	const query = new URLSearchParams(more);
	if (place.team) query.set('team', place.team);
	if (place.asOf) query.set('asOf', place.asOf);
	if (place.knownAt) query.set('knownAt', place.knownAt);
	// `resolve` wants to be told that this is a query, though it may be empty
	return (query.size > 0 ? `?${query}` : '') as `?${string}`;
}

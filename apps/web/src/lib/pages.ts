import type { FoundKind, SearchAnswer } from '@app/contract';
import { resolve } from '$app/paths';
import { queryOf, type Place } from './place.ts';

export type PageLink = { path: string; label: string };

/** What the navigation shows, in groups: what is so; what is done; what everything rests on. */
export const PAGES: PageLink[][] = [
	[
		{ path: '/home', label: 'Home' },
		{ path: '/', label: 'Spread' },
		{ path: '/compare', label: 'Compare' },
		{ path: '/map', label: 'Map' },
		{ path: '/stalled', label: 'Stalled' },
		{ path: '/value', label: 'Value' },
		{ path: '/reports', label: 'Reports' }
	],
	[
		{ path: '/patterns', label: 'Patterns' },
		{ path: '/coalitions', label: 'Coalitions' },
		{ path: '/events', label: 'Events' },
		{ path: '/support', label: 'Support' },
		{ path: '/board', label: 'Board' },
		{ path: '/findings', label: 'Findings' }
	],
	[
		{ path: '/import', label: 'Import' },
		{ path: '/changes', label: 'Changes' }
	]
];

/** A path with the place behind it, and what else is asked for there. */
export const hrefOf = (path: string, place: Partial<Place>, more?: Record<string, string>) =>
	resolve(`${path as '/'}${queryOf(place, more)}`);

/** The page that shows what was found. */
export function foundAt({ kind, key }: { kind: FoundKind; key: string }, place: Place): string {
	const own = encodeURIComponent(key);
	const on = { asOf: place.asOf };
	return {
		team: () => hrefOf(`/teams/${own}`, on),
		pattern: () => hrefOf(`/patterns/${own}`, place),
		person: () => hrefOf(`/people/${own}`, on),
		coalition: () => hrefOf(`/coalitions/${own}`, on),
		event: () => hrefOf(`/events/${own}`, on),
		metric: () => hrefOf('/value', place)
	}[kind]();
}

/** What was found, said behind its name: "Team · area". */
export const foundAs = ({ kind, detail }: SearchAnswer['results'][number]): string =>
	kind.slice(0, 1).toUpperCase() + kind.slice(1) + (detail && ` · ${detail}`);

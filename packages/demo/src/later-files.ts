import { toIso } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import type { World } from './files.ts';
import { table } from './table.ts';
import type { Table } from './table.ts';

/** Files that the import does not know yet. */
export type LaterFileName =
	'coalitions.csv' | 'coalition_members.csv' | 'coalition_patterns.csv' | 'scale_events.csv';

/** Coalitions and their events. */
export function laterFiles({ patterns, events, until }: World): Record<LaterFileName, Table> {
	const held = (letters: string, letter: string) => (letters.includes(letter) ? 'yes' : 'no');
	return {
		'coalitions.csv': table(
			['coalition_key', 'name', 'goal', 'domain', 'kind'],
			COALITIONS.map((each) => ({
				...each,
				coalition_key: each.key,
				kind: each.management ? 'management' : 'team'
			}))
		),
		'coalition_members.csv': table(
			['coalition_key', 'role', 'area_team_key', 'representation', 'influence', 'sovereignty', 'expertise'],
			COALITIONS.flatMap(({ key, members }) =>
				members.map(({ role, area, rise }) => ({
					coalition_key: key,
					role,
					area_team_key: area,
					representation: held(rise, 'R'),
					influence: held(rise, 'I'),
					sovereignty: held(rise, 'S'),
					expertise: held(rise, 'E')
				}))
			)
		),
		'coalition_patterns.csv': table(
			['coalition_key', 'pattern_key'],
			patterns.map(({ key, coalition }) => ({ coalition_key: coalition, pattern_key: key }))
		),
		'scale_events.csv': table(
			['coalition_key', 'held_on', 'minutes'],
			events
				.filter(({ day }) => day <= until)
				.map(({ coalition, day, minutes }) => ({ coalition_key: coalition, held_on: toIso(day), minutes }))
		)
	};
}

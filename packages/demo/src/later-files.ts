import { toIso } from './calendar.ts';
import type { World } from './files.ts';
import { table } from './table.ts';
import type { Table } from './table.ts';

/** Files that the import does not know yet. */
export type LaterFileName = 'scale_events.csv';

/** The events of the coalitions. */
export function laterFiles({ events, until }: World): Record<LaterFileName, Table> {
	return {
		'scale_events.csv': table(
			['coalition_key', 'held_on', 'minutes'],
			events
				.filter(({ day }) => day <= until)
				.map(({ coalition, day, minutes }) => ({ coalition_key: coalition, held_on: toIso(day), minutes }))
		)
	};
}

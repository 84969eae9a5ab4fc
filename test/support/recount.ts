import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An adoption history as it stands in a folder of CSV files, read without the product. */
export type History = {
	teams: { team_key: string; parent_key: string; joined_on: string }[];
	patterns: { pattern_key: string }[];
	events: { pattern_key: string; team_key: string; stage: string; occurred_on: string }[];
};

const read = (folder: string, file: string) =>
	parse(readFileSync(join(folder, file)), { columns: true, bom: true }) as never;

export const readHistory = (folder: string): History => ({
	teams: read(folder, 'teams.csv'),
	patterns: read(folder, 'patterns.csv'),
	events: read(folder, 'adoption_events.csv')
});

export type Recount = {
	eligible: number;
	adopted: number;
	sustained: number;
	open: number;
	declined: number;
	abandoned: number;
};

const STATE: Record<string, keyof Recount> = { declined: 'declined', abandoned: 'abandoned' };

/** All teams at or below one of them. */
export function subtree(history: History, top: string): Set<string> {
	const children = Map.groupBy(history.teams, (team) => team.parent_key);
	const found = new Set<string>();
	const visit = (key: string) => {
		found.add(key);
		for (const child of children.get(key) ?? []) visit(child.team_key);
	};
	visit(top);
	return found;
}

/** The definition of spread in domain.md, done the slow way: every state counted by going through the events. */
export function recount(history: History, pattern: string, area: Set<string>, asOf: string): Recount {
	const parents = new Set(history.teams.map((team) => team.parent_key));
	const stage = new Map<string, string>();
	const events = history.events
		.filter((event) => event.pattern_key === pattern && event.occurred_on <= asOf && area.has(event.team_key))
		.sort((a, b) => a.occurred_on.localeCompare(b.occurred_on));
	for (const event of events) stage.set(event.team_key, event.stage);
	const eligible = new Set(stage.keys());
	for (const team of history.teams) {
		if (area.has(team.team_key) && !parents.has(team.team_key) && team.joined_on <= asOf)
			eligible.add(team.team_key);
	}
	const counts = { eligible: eligible.size, adopted: 0, sustained: 0, open: 0, declined: 0, abandoned: 0 };
	for (const current of stage.values()) {
		if (current === 'sustained') counts.sustained++;
		if (current === 'adopted' || current === 'sustained') counts.adopted++;
		else counts[STATE[current] ?? 'open']++;
	}
	return counts;
}

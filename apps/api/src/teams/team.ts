import type { TeamDetail } from '@app/contract';
import * as db from '@app/db';
import { NotFound } from '../problems.ts';

type Adoption = TeamDetail['adoptions'][number];

/** The transitions of one pattern as an adoption: where it stands since when, and how it came there. */
function adoptionOf(transitions: db.TeamTransition[]): Adoption {
	const { patternKey, patternName, patternKind, stage } = transitions.at(-1)!;
	const entered = transitions.findLastIndex((transition) => transition.stage !== stage) + 1;
	return {
		pattern: { key: patternKey, name: patternName, kind: patternKind },
		stage,
		since: transitions[entered]!.on,
		history: transitions.map(({ stage, on, fact }) => ({ stage, on, fact }))
	};
}

/** One team on a day: its context, what it has adopted, what is open, and its metrics. */
export async function team(database: db.Db, key: string, asOf: string): Promise<TeamDetail> {
	const found = await db.teamOf(database, key);
	if (!found) throw new NotFound('team', key);
	const { id, ...facts } = found;
	const [path, children, traits, transitions, metrics] = await Promise.all([
		db.areaPath(database, id, asOf),
		db.areaChildren(database, id, asOf),
		db.teamTraits(database, id, asOf),
		db.teamTransitions(database, id, asOf),
		db.teamSeries(database, id, asOf)
	]);
	const adoptions = [...Map.groupBy(transitions, (transition) => transition.patternKey).values()]
		.map(adoptionOf)
		.sort((a, b) => b.since.localeCompare(a.since) || a.pattern.key.localeCompare(b.pattern.key));
	return { asOf, ...facts, path, leaf: children.length === 0, traits, adoptions, metrics };
}

import type { Coalitions } from '@app/contract';
import * as db from '@app/db';
import { riseOn } from '@app/track';
import type { Stalls } from '../findings/stalled.ts';
import { standingOf, type Months } from './standing.ts';

/** All coalitions on a day: what each is there to reach and how far it is, who is in it, how its patterns spread. */
export async function coalitions(
	database: db.Db,
	{ stalls, months }: { stalls: Stalls; months: Months },
	asOf: string
): Promise<Coalitions> {
	const [rows, discovered, stalling] = await Promise.all([
		db.coalitions(database, asOf),
		db.coalitionPatterns(database),
		stalls.byPattern(asOf)
	]);
	const own = Map.groupBy(discovered, ({ coalitionId }) => coalitionId);
	return {
		asOf,
		coalitions: await Promise.all(
			rows.map(async ({ id, members, goals, ...row }) => {
				const [goal] = goals;
				const { key, name, kind, endedOn, patterns, adopted, open, undecided } = row;
				return {
					...{ key, name, kind, endedOn, patterns, adopted, open, undecided },
					...{ nextEventAt: row.nextEventAt, lastEventAt: row.lastEventAt },
					goal: goal ? standingOf(goal, await months(goal.metric, asOf), asOf) : null,
					goals: goals.length,
					rise: riseOn(members, asOf),
					stalled: (own.get(id) ?? []).reduce(
						(sum, pattern) => sum + (stalling.get(pattern.id)?.stalled ?? 0),
						0
					)
				};
			})
		)
	};
}

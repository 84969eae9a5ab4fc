import * as db from '@app/db';
import { signalsOf, type CoalitionState } from '@app/track';
import { addDays, dayOf } from '../periods.ts';
import { measured } from './standing.ts';

/** Who raises what the product raises by itself, as the audit trail names it. */
const PRODUCT = 'the product';
const YEAR_DAYS = 365;

/**
 * Raises what coalitions should look at, each cause once, as records of kind signals with source 'product'. It reads
 * which adoptions stall from the findings, so these must have been refreshed before. Safe to run in several processes.
 * Answers how many were raised.
 *
 * @param firstMonth of the fiscal year, 1 to 12
 */
export async function raiseSignals(database: db.Db, now: Date, firstMonth = 1): Promise<number> {
	const today = dayOf(now);
	const [all, adoptions, known] = await Promise.all([
		db.coalitions(database, today),
		db.coalitionAdoptions(database, { today, since: addDays(today, -YEAR_DAYS) }),
		db.signalCauses(database)
	]);
	const months = new Map<string, Promise<db.MonthMean[]>>();
	const monthsOf = (metric: db.GoalRow['metric']) => {
		if (!metric) return [];
		const found = months.get(metric.id) ?? db.monthMeans(database, metric.id, today);
		months.set(metric.id, found);
		return found;
	};
	const raised: { coalition: string; kind: string; cause: string; words: string }[] = [];
	for (const { id, key, goals, foundedOn, endedOn, lastGoalEndedOn } of all) {
		if (endedOn !== null && endedOn <= today) continue;
		const state: CoalitionState = {
			...{ today, firstMonth, foundedOn, lastGoalEndedOn },
			goals: await Promise.all(
				goals.map(async (goal) => ({
					...measured(goal, await monthsOf(goal.metric)),
					...{ key: goal.key, statement: goal.statement, dueOn: goal.dueOn },
					...{ metricName: goal.metric?.name ?? null, unit: goal.metric?.unit ?? null }
				}))
			),
			adoptions: adoptions.get(id) ?? NONE
		};
		for (const signal of signalsOf(state)) {
			if (!known.has(`${id} ${signal.cause}`)) raised.push({ coalition: key, ...signal });
		}
	}
	if (raised.length === 0) return 0;
	let entered = 0;
	await db.change(
		database,
		{ by: PRODUCT, onBehalfOf: null, at: now.toISOString() },
		null,
		async (changing) => {
			await db.waitForSignals(changing.sql);
			const meanwhile = await db.signalCauses(changing.sql);
			const ids = new Map(all.map(({ id, key }) => [key, id]));
			entered = 0;
			for (const { coalition, ...signal } of raised) {
				if (meanwhile.has(`${ids.get(coalition)} ${signal.cause}`)) continue;
				await db.createRecord(changing, 'signals', {
					coalition,
					...signal,
					source: 'product',
					raisedOn: today
				});
				entered++;
			}
			return { status: 200, body: null };
		}
	);
	return entered;
}

const NONE = { open: 0, stalled: 0, adoptedLately: 0, abandonedLately: 0, lastOn: null };

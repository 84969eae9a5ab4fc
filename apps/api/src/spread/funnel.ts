import { kaplanMeier, survivalQuantile } from '@app/analytics';
import { STAGES, type Funnel, type FunnelQuery, type FunnelStage } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';

/** The stages that are left for another one; declined and abandoned are where the others end. */
const ON_THE_WAY = STAGES.filter((stage) => stage !== 'declined' && stage !== 'abandoned');

/** How many adoptions came how far, and how long each step took. */
export async function funnel(
	database: db.Db,
	known: Known,
	{ asOf, team, pattern }: Static<typeof FunnelQuery> & { asOf: string }
): Promise<Funnel> {
	const [area, only] = await Promise.all([
		known.area(asOf, team),
		pattern === undefined ? undefined : known.pattern(pattern)
	]);
	const areaId = team === undefined ? null : area.id;
	const ofAll = async () => {
		const ids = only ? [only.id] : (await known.patterns()).map(({ id }) => id);
		return [...(await known.lengths(asOf, ids)).values()].flat();
	};
	const [lengths, reach] = await Promise.all([
		areaId === null ? ofAll() : db.stageLengths(database, areaId, asOf, only?.id),
		db.reach(database, { areaId, asOf, patternId: only?.id })
	]);
	const byStage = Map.groupBy(lengths, ({ stage }) => stage);
	return {
		asOf,
		area: named(area),
		pattern: only ? { key: only.key, name: only.name } : null,
		reach: reach.events > 0 ? reach : null,
		stages: ON_THE_WAY.flatMap((stage) => {
			const own = byStage.get(stage);
			return own ? [stageOf(stage, own)] : [];
		})
	};
}

/** Lengths of stays, each number of days once for those over and once for those still running, shortest first. */
export function byDay(lengths: db.StageLengths[]): { time: number[]; event: boolean[]; count: number[] } {
	const size = lengths.reduce((most, { longest }) => Math.max(most, longest), -1) + 1;
	// those of all patterns are some 100,000 numbers
	const [left, running] = [new Int32Array(size), new Int32Array(size)];
	for (const { next, days, stays } of lengths) {
		const counts = next === 'running' ? running : left;
		for (let i = 0; i < days.length; i++) counts[days[i]!]! += stays[i]!;
	}
	const found = { time: [] as number[], event: [] as boolean[], count: [] as number[] };
	for (let day = 0; day < size; day++)
		for (const counts of [left, running]) {
			if (counts[day] === 0) continue;
			found.time.push(day);
			found.event.push(counts === left);
			found.count.push(counts[day]!);
		}
	return found;
}

const total = (stays: Int32Array) => {
	let sum = 0;
	for (const count of stays) sum += count;
	return sum;
};

function stageOf(stage: FunnelStage['stage'], lengths: db.StageLengths[]): FunnelStage {
	const count = (next: db.StageLengths['next']) =>
		lengths.reduce((sum, own) => sum + (own.next === next ? total(own.stays) : 0), 0);
	const curve = kaplanMeier(byDay(lengths));
	const median = survivalQuantile(curve, 0.5);
	const [wentOn, ended, running] = [count('on'), count('ended'), count('running')];
	return {
		stage,
		entered: wentOn + ended + running,
		wentOn,
		ended,
		running,
		medianDays: median.t,
		medianInterval: median.t === null ? null : { lower: median.loglog.lower, upper: median.loglog.upper },
		p25Days: survivalQuantile(curve, 0.25).t,
		p80Days: survivalQuantile(curve, 0.8).t
	};
}

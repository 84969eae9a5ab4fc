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
	const [lengths, reach] = await Promise.all([
		db.stageLengths(database, areaId, asOf, only?.id),
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

/** All lengths in the order of their days, which is how curves are made of them. */
function byDay(lengths: db.StageLengths[]) {
	const [left, running]: [number[], number[]] = [[], []];
	for (const { next, days, stays } of lengths) {
		const counts = next === 'running' ? running : left;
		days.forEach((day, i) => (counts[day] = (counts[day] ?? 0) + stays[i]!));
	}
	const entries = (counts: number[], event: boolean) => counts.map((count, day) => ({ day, event, count }));
	const all = [...entries(left, true), ...entries(running, false)].filter(Boolean);
	all.sort((a, b) => a.day - b.day);
	return {
		time: all.map(({ day }) => day),
		event: all.map(({ event }) => event),
		count: all.map(({ count }) => count)
	};
}

function stageOf(stage: FunnelStage['stage'], lengths: db.StageLengths[]): FunnelStage {
	const count = (next: db.StageLengths['next']) =>
		lengths.reduce(
			(sum, own) => sum + (own.next === next ? own.stays.reduce((all, stays) => all + stays, 0) : 0),
			0
		);
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

import { kaplanMeier, survivalQuantile } from '@app/analytics';
import { STAGES, type Funnel, type FunnelQuery, type FunnelStage } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';
import { stayLengths, type StayLengths } from './stay-lengths.ts';

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
	const lengths = async () => {
		if (areaId !== null) return stayLengths(await db.stageLengths(database, areaId, asOf, only?.id));
		if (!only) return known.stayLengths(asOf);
		return stayLengths((await known.lengths(asOf, [only.id])).get(only.id) ?? []);
	};
	const [byStage, reach] = await Promise.all([
		lengths(),
		db.reach(database, { areaId, asOf, patternId: only?.id })
	]);
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

function stageOf(stage: FunnelStage['stage'], lengths: StayLengths): FunnelStage {
	const curve = kaplanMeier(lengths);
	const median = survivalQuantile(curve, 0.5);
	const { on: wentOn, ended, running } = lengths.stays;
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

import type { Opportunities, TeamOpportunity } from '@app/contract';
import * as db from '@app/db';
import { boundaryWords, conditionWords, fitOf } from '@app/track';
import { areaFor } from '../known.ts';
import { NotFound } from '../problems.ts';
import { pendingOf, type Estimates } from '../roi/estimates.ts';
import { worthsPerYear } from '../roi/value.ts';

/** Decisions that stand for what nobody knows: two of two is not certainty. */
const DOUBT = { using: 1, decided: 2 };
const isUndecided = (stage: db.TeamStage['stage'] | null): stage is 'observed' | 'identified' | null =>
	stage === null || stage === 'observed' || stage === 'identified';

/** The published patterns that a team has not decided about and that would fit it, or may, with what they would bring. */
export async function opportunities(
	database: db.Db,
	estimates: Estimates,
	key: string,
	asOf: string
): Promise<Opportunities> {
	const team = await db.teamOf(database, key);
	if (!team) throw new NotFound('team', key);
	const { id: everywhere } = await areaFor(database, asOf);
	const [patterns, conditions, traits, stages, spread, valued] = await Promise.all([
		db.allPatterns(database),
		db.statedConditions(database),
		db.knownTraits(database, team.id, asOf),
		db.teamStages(database, team.id, asOf),
		db.spread(database, everywhere, asOf),
		estimates.named(asOf)
	]);
	const statedOf = Map.groupBy(conditions, ({ patternId }) => patternId);
	const stageOf = new Map(stages.map(({ patternId, stage }) => [patternId, stage]));
	const countsOf = new Map(spread.map((row) => [row.id, row]));
	const worths = worthsPerYear(valued);
	const all = patterns
		.filter(
			({ kind, state, discoveredOn }) =>
				kind === 'success' && state === 'published' && (discoveredOn === null || discoveredOn <= asOf)
		)
		.map((pattern) => ({
			...{ pattern, stage: stageOf.get(pattern.id) ?? null },
			...fitOf(statedOf.get(pattern.id) ?? [], traits)
		}));
	const found = all.flatMap(({ pattern, stage, fit, decidedBy, missing }): TeamOpportunity[] => {
		const valuePerYear = worths.get(pattern.id) ?? null;
		if (fit === 'breaks' || !isUndecided(stage) || (valuePerYear && valuePerYear.amount < 0)) return [];
		const { adopted = 0, declined = 0, abandoned = 0 } = countsOf.get(pattern.id) ?? {};
		const decided = adopted + declined + abandoned;
		const chance = (adopted + DOUBT.using) / (decided + DOUBT.decided);
		return [
			{
				pattern: { key: pattern.key, name: pattern.name, kind: pattern.kind },
				...{ summary: pattern.summary, stage, fit, decidedBy: decidedBy.map(conditionWords), missing },
				...{ using: adopted, decided, chance, valuePerYear },
				expected: valuePerYear && valuePerYear.amount * chance
			}
		];
	});
	return {
		...{ asOf, team: { key, name: team.name } },
		pending: pendingOf(valued.filter(({ metric }) => metric.valuePerUnit !== null)),
		opportunities: found.sort(
			(a, b) =>
				Number(b.fit === 'fits') - Number(a.fit === 'fits') ||
				(b.expected ?? -Infinity) - (a.expected ?? -Infinity) ||
				b.chance - a.chance
		),
		breaks: all
			.filter(({ fit }) => fit === 'breaks')
			.map(({ pattern, stage, decidedBy }) => ({
				pattern: { key: pattern.key, name: pattern.name },
				...{ stage, decidedBy: decidedBy.map(boundaryWords) }
			}))
	};
}

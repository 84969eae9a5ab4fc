import type { Grade, PatternValue, ReportData, ReportValue } from '@app/contract';
import * as db from '@app/db';
import { setImmediate as others } from 'node:timers/promises';
import { distributionOf } from '../figures/roi.ts';
import { effectOf, weakest, type Valued } from '../roi/estimates.ts';
import { heeded } from '../roi/heeded.ts';
import type { Asked } from './asked.ts';

/** What all patterns together were worth, by currency. */
export type Totals = ReportData['value']['totals'];

const isWhole = (
	own: PatternValue
): own is PatternValue & { benefit: number; cost: number; currency: string } =>
	own.benefit !== null && own.cost !== null && own.currency !== null;

/** Benefit, cost and net by currency, of patterns that have both; the currency of most patterns first. */
export function totalsOf(patterns: PatternValue[]): Totals {
	return [...Map.groupBy(patterns.filter(isWhole), ({ currency }) => currency)]
		.map(([currency, own]) => {
			const benefit = own.reduce((sum, each) => sum + each.benefit, 0);
			const cost = own.reduce((sum, each) => sum + each.cost, 0);
			return {
				...{ currency, benefit, cost, net: benefit - cost, patterns: own.length },
				grade: weakest(own.map(({ grade }): Grade | null => grade))
			};
		})
		.sort((a, b) => b.patterns - a.patterns || (a.currency < b.currency ? -1 : 1));
}

/** What patterns did to metrics, over all teams: the effects with an estimate first. */
export function effectFigures(valued: Valued[], patterns: db.PatternRow[]): ReportData['effects'] {
	const named = new Map(patterns.map(({ id, key, name }) => [id, { key, name }]));
	return valued
		.map((own) => ({ pattern: named.get(own.metric.patternId)!, effect: effectOf(own) }))
		.sort(
			(a, b) =>
				Number(a.effect.estimate === null) - Number(b.effect.estimate === null) ||
				(a.pattern.name < b.pattern.name ? -1 : a.pattern.name > b.pattern.name ? 1 : 0) ||
				(a.effect.metric.name < b.effect.metric.name ? -1 : 1)
		);
}

/** What each of the patterns was worth in the area up to `asOf` and how sure that is, the most valuable first; and all together. */
export async function valueFigures(
	{ database, asOf, team, area }: Asked,
	patterns: PatternValue[],
	valued: Valued[]
): Promise<ReportData['value']> {
	const [costs, uses, rows, avoided] = await Promise.all([
		db.patternCosts(database),
		db.patternUse(database, area.id, asOf),
		db.allPatterns(database),
		heeded(database, asOf, team === undefined ? {} : { team })
	]);
	const ids = new Map(rows.map(({ id, key }) => [key, id]));
	const own: ReportValue[] = [];
	for (const pattern of patterns) {
		await others(); // ten thousand draws take some milliseconds
		const id = ids.get(pattern.key)!;
		const found = distributionOf(
			valued.filter(({ metric }) => metric.patternId === id && metric.valuePerUnit !== null),
			costs.filter(({ patternId }) => patternId === id),
			uses.find(({ patternId }) => patternId === id)
		);
		own.push(reported(pattern, found));
	}
	return {
		totals: totalsOf(patterns),
		patterns: own.sort((a, b) => (b.net ?? -Infinity) - (a.net ?? -Infinity) || b.adopters - a.adopters),
		avoided: avoided.avoided.map((sum) => ({
			...sum,
			records: avoided.records.filter(({ currency }) => currency === sum.currency).length
		}))
	};
}

function reported(pattern: PatternValue, found: ReturnType<typeof distributionOf>): ReportValue {
	const {
		key,
		name,
		currency,
		adopters,
		adopterMonths,
		benefit,
		benefitInterval,
		cost,
		roiMultiple,
		grade,
		notes
	} = pattern;
	const known = found.tooLittle === null ? found : null;
	const { p10, p50, p90 } = known?.roi ?? { p10: null, p50: null, p90: null };
	return {
		pattern: { key, name },
		...{ currency, adopters, adopterMonths, benefit, benefitInterval, cost },
		net: benefit !== null && cost !== null ? benefit - cost : null,
		roi: p10 !== null && p50 !== null && p90 !== null ? { p10, p50, p90, loss: known!.chanceOfLoss } : null,
		paybackMonths: known?.paybackMonths.p50 ?? null,
		...{ roiMultiple, grade, notes }
	};
}

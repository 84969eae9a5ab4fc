import { OPEN_STAGES, type AgeStrip } from '@app/contract';
import type { Judged } from './stalled.ts';

/** Widths of a bin in days: no more bins than a phone has room for dots. */
const STEPS = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365];
const MOST_BINS = 45;

type Age = Pick<Judged, 'stage' | 'ageDays' | 'reasons'> & { percentile: { days: number | null } };
const late = ({ reasons }: Age) => reasons.length > 0;

/** Open adoptions by stage and age, in bins that are as wide in every stage. */
export function ageStrips(adoptions: Age[]): AgeStrip[] {
	const oldest = adoptions.reduce((most, { ageDays }) => Math.max(most, ageDays), 0);
	const wide = STEPS.find((step) => oldest / step < MOST_BINS) ?? Math.ceil(oldest / MOST_BINS);
	const byStage = Map.groupBy(adoptions, ({ stage }) => stage);
	return OPEN_STAGES.flatMap((stage) => {
		const own = byStage.get(stage);
		if (!own) return [];
		const byBin = Map.groupBy(own, ({ ageDays }) => Math.floor(ageDays / wide));
		const bins = [...byBin].map(([bin, within]) => {
			const stalled = within.filter(late).length;
			return { from: bin * wide, to: bin * wide + wide - 1, within: within.length - stalled, stalled };
		});
		return {
			stage,
			open: own.length,
			stalled: own.filter(late).length,
			limit: limitOf(own),
			bins: bins.sort((a, b) => a.from - b.from)
		};
	});
}

function limitOf(own: Age[]): AgeStrip['limit'] {
	const days = [...new Set(own.flatMap(({ percentile }) => percentile.days ?? []))];
	return days.length > 0 ? { lowest: Math.min(...days), highest: Math.max(...days) } : null;
}

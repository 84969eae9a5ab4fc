import { OPEN_STAGES, type AgeStrip, type OpenStage } from '@app/contract';

/** Widths of a bin in days: no more bins than a phone has room for dots. */
const STEPS = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365];
const MOST_BINS = 45;

type Counts = { within: number[]; stalled: number[]; limits: Set<number> };
/** What was counted of one stage: `counts[i]` of them are `days[i]` old. */
export type AgeCounts = {
	stage: OpenStage;
	stalled: boolean;
	limits: Set<number>;
	days: Int32Array;
	counts: Int32Array;
};

/** Counts open adoptions by stage and age. */
export class Ages {
	readonly #stages: Partial<Record<OpenStage, Counts>> = {};

	/** `limit`: by when a stay in the stage is usually over, null where nobody knows. */
	add(stage: OpenStage, ageDays: number, stalled: boolean, limit: number | null): void {
		const own = this.#of(stage);
		const ages = stalled ? own.stalled : own.within;
		ages[ageDays] = (ages[ageDays] ?? 0) + 1;
		if (limit !== null) own.limits.add(limit);
	}

	/** Adds what was counted by others. */
	include({ stage, stalled, limits, days, counts }: AgeCounts): void {
		const own = this.#of(stage);
		const ages = stalled ? own.stalled : own.within;
		for (let i = 0; i < days.length; i++) ages[days[i]!] = (ages[days[i]!] ?? 0) + counts[i]!;
		for (const limit of limits) own.limits.add(limit);
	}

	/** What was counted, to be included in others. */
	counted(): AgeCounts[] {
		return OPEN_STAGES.flatMap((stage) => {
			const own = this.#stages[stage];
			if (!own) return [];
			return [false, true].map((stalled) => {
				const ages = stalled ? own.stalled : own.within;
				const days = Int32Array.from(Object.keys(ages), Number);
				return { stage, stalled, limits: own.limits, days, counts: days.map((day) => ages[day]!) };
			});
		});
	}

	#of(stage: OpenStage): Counts {
		return (this.#stages[stage] ??= { within: [], stalled: [], limits: new Set() });
	}

	/** The counts in bins that are as wide in every stage. */
	strips(): AgeStrip[] {
		const oldest = Object.values(this.#stages).reduce(
			(most, { within, stalled }) => Math.max(most, within.length - 1, stalled.length - 1),
			0
		);
		const wide = STEPS.find((step) => oldest / step < MOST_BINS) ?? Math.ceil(oldest / MOST_BINS);
		return OPEN_STAGES.flatMap((stage) => {
			const own = this.#stages[stage];
			if (!own) return [];
			const [within, stalled] = [inBins(own.within, wide), inBins(own.stalled, wide)];
			const bins = [...new Set([...within.keys(), ...stalled.keys()])].sort((a, b) => a - b);
			const total = (counts: Map<number, number>) => counts.values().reduce((sum, count) => sum + count, 0);
			return {
				stage,
				open: total(within) + total(stalled),
				stalled: total(stalled),
				limit:
					own.limits.size > 0 ? { lowest: Math.min(...own.limits), highest: Math.max(...own.limits) } : null,
				bins: bins.map((bin) => ({
					...{ from: bin * wide, to: bin * wide + wide - 1 },
					...{ within: within.get(bin) ?? 0, stalled: stalled.get(bin) ?? 0 }
				}))
			};
		});
	}
}

function inBins(ages: number[], wide: number): Map<number, number> {
	const bins = new Map<number, number>();
	ages.forEach((count, days) => {
		const bin = Math.floor(days / wide);
		bins.set(bin, (bins.get(bin) ?? 0) + count);
	});
	return bins;
}

import type { ToleranceOf } from './compare.ts';
import * as effects from './effects.ts';
import { networkDiffusion } from './network.ts';
import type { GoldenCase } from './run.ts';
import * as series from './series.ts';
import * as survival from './survival.ts';
import * as value from './value.ts';

/** Runs one method and puts its figures in the shape of the format; `published` adds the names used in print. */
export type Method<Input> = (
	input: Input,
	golden: GoldenCase
) => { actual: unknown; tolerance?: ToleranceOf; published?: Record<string, unknown> };

/** The methods of the format. */
export const methods: Record<string, Method<never>> = {
	kaplan_meier: survival.kaplanMeier,
	aalen_johansen: survival.aalenJohansen,
	dwell_time: survival.dwellTime,
	bass: series.bass,
	growth_curves: series.growthCurves,
	xmr: series.xmr,
	its: series.its,
	did_2x2: effects.didTwoByTwo,
	cs_did: effects.groupTimeEffects,
	network_diffusion: networkDiffusion,
	quantiles: value.quantiles,
	roi_cashflow: value.roiCashflow,
	roi_distribution: value.roiDistribution
};

import * as analytics from '../../../packages/analytics/src/index.ts';
import type { Method } from './methods.ts';

type KmInput = {
	time: number[];
	event: number[];
	group?: (string | number)[];
	confLevel?: number;
	probs?: number[];
	rmeanTau?: number[];
};
type AjInput = {
	time: number[];
	cause: number[];
	causeLabels: string[];
	group?: (string | number)[];
	confLevel?: number;
	restrictedMeanTau?: number[];
};

const groupsOf = (group: (string | number)[]) =>
	[...new Set(group)].map((name) => ({ name, rows: group.flatMap((own, i) => (own === name ? [i] : [])) }));
const pick = <T>(list: T[], rows: number[]) => rows.map((i) => list[i]!);

export const kaplanMeier: Method<KmInput> = ({
	time,
	event,
	group,
	confLevel = 0.95,
	probs = [],
	rmeanTau = []
}) => {
	const figures = (t: number[], e: number[]) => {
		const curve = analytics.kaplanMeier({ time: t, event: e }, confLevel);
		return {
			...curve,
			quantiles: probs.map((p) => analytics.survivalQuantile(curve, p)),
			rmean: rmeanTau.map((tau) => analytics.restrictedMean(curve, tau)),
			median: analytics.survivalQuantile(curve, 0.5).t
		};
	};
	const overall = figures(time, event);
	const byGroup = groupsOf(group ?? []).map(({ name, rows }) => ({
		group: name,
		...figures(pick(time, rows), pick(event, rows))
	}));
	const answer = group && analytics.logRank({ time, event, group });
	const logRank = answer?.kind === 'log-rank' ? answer : null;
	const ends = overall.time.flatMap((_, i) => (overall.nEvent[i]! > 0 ? [i] : []));
	return {
		actual: { overall, byGroup, logRank },
		published: {
			...{
				logRankChisq: logRank?.chisq,
				logRankP: logRank?.p,
				median: overall.median,
				medianAll: overall.median
			},
			...{ time: pick(overall.time, ends), surv: pick(overall.surv, ends) },
			...Object.fromEntries(byGroup.map((own) => [`median${capital(String(own.group))}`, own.median]))
		}
	};
};

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

export const aalenJohansen: Method<AjInput> = (input, { tolerance, expected }) => {
	const { time, cause, causeLabels, group, confLevel = 0.95, restrictedMeanTau = [] } = input;
	const asked = expected as { overall?: { causes?: { timeToCif?: { p: number }[] }[] } };
	const probs = (asked.overall?.causes?.[0]?.timeToCif ?? []).map(({ p }) => p);
	const figures = (t: number[], c: number[]) => {
		const curves = analytics.aalenJohansen(
			{ time: t, cause: c },
			{ confidence: confLevel, causes: causeLabels.length }
		);
		return {
			...curves,
			causes: curves.causes.map((own, k) => ({
				...own,
				cause: causeLabels[k],
				timeToCif: probs.map((p) => ({ p, t: analytics.timeToShare(curves.time, own.cif, p) }))
			})),
			restrictedMeanTime: restrictedMeanTau.map((tau) => ({
				tau,
				stateTimes: stateTimes(curves, tau, causeLabels)
			}))
		};
	};
	const overall = figures(time, cause);
	const byGroup = groupsOf(group ?? []).map(({ name, rows }) => ({
		group: name,
		...figures(pick(time, rows), pick(cause, rows))
	}));
	const grayTest = causeLabels.map((label, k) => ({
		...analytics.grayTest({ time, cause, group: group ?? [] }, k + 1),
		cause: label
	}));
	return {
		actual: { overall, byGroup, grayTest },
		// The other estimator of the standard error, "for information only".
		tolerance: (path) => (path.includes('seAalenCmprsk') ? null : tolerance),
		published: Object.fromEntries(overall.causes.map((own) => [`${own.cause}Events`, own.events]))
	};
};

function stateTimes(curves: analytics.IncidenceCurves, tau: number, labels: string[]) {
	const { eventFree, causes } = analytics.timeInStates(curves, tau);
	return { eventFree, ...Object.fromEntries(labels.map((label, k) => [label, causes[k]])) };
}

type DwellInput = { entry: number[]; exit: (number | null)[]; asOf: number; probs?: number[] };

export const dwellTime: Method<DwellInput> = ({ entry, exit, asOf, probs = [] }, { tolerance }) => {
	const figures = analytics.dwellTime({ entry, exit, asOf }, probs);
	const km = figures.kaplanMeier.map(({ lower, upper, ...own }) => ({
		...own,
		loglogLower: lower,
		loglogUpper: upper
	}));
	return {
		actual: { ...figures, kaplanMeier: km },
		// What the data were drawn from, "informational".
		tolerance: (path) => (path.startsWith('trueQuantiles') ? null : tolerance)
	};
};

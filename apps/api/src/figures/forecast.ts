import { bassFit, growthCurves, spreadOutlook, type GrowthModel, type SpreadOutlook } from '@app/analytics';
import type { Forecast, Parameter } from '@app/contract';
import * as db from '@app/db';
import { addDays, MONTHS, periodEnd } from '../periods.ts';
import { refusal } from './refusal.ts';
import { addMonths, daysBetween, monthsBetween, spanEnds, spanFor, type Span } from './spans.ts';

/** How far ahead, in periods. */
const AHEAD: Record<Span, number> = { month: 12, quarter: 4, year: 3 };

/** A curve may end a little below the adopters so far, as a line through points does. */
const LEAST_OF_ADOPTERS = 0.9;

/** Adopters so far, as the forecast sees them. */
export type History = {
	/** Days of first adoptions, ascending, one entry a team. */
	days: string[];
	from: string;
	span: Span;
	exact: boolean;
	ends: string[];
	/** New adopters by period. */
	periodic: number[];
	months: number;
	eligible: number;
	/** Teams that became eligible in the year before `from`. */
	joined: number;
	/** Teams that use it on `from`; that took it up and that gave it up in the year before. */
	inUse: number;
	tookUp: number;
	gaveUp: number;
};

/**
 * How the spread of a pattern goes on in an area, as known on a day; or why there is no saying. `until`: the last day
 * of any record.
 */
export async function forecast(
	database: db.Db,
	patternId: string,
	areaId: string,
	{ asOf, until }: { asOf: string; until: string }
): Promise<Forecast> {
	const history = await historyOf(database, patternId, areaId, { asOf, until });
	const { from, span, months, eligible, days } = history;
	const start = {
		...{ asOf, from, period: span, seen: seen(history), months, eligible, adopters: days.length },
		...{ model: null, fit: [], on: [], expected: [], lower: [], upper: [] },
		...{ saturation: null, saturationInterval: null, halfOn: null, method: null }
	};
	const tooLittle = refusal(history);
	if (tooLittle !== null) return { ...start, tooLittle };
	const fit = bestFit(history.periodic);
	if (!fit) {
		return {
			...start,
			tooLittle: `No curve fits the ${days.length} adopters in ${months} months: the best of Bass, logistic and Gompertz either cannot be told from others or ends below them.`
		};
	}
	const outlook = spreadOutlook(fit.model, history.periodic, eligible, AHEAD[span]);
	if (outlook.kind === 'too-little') return { ...start, tooLittle: `There are no ${outlook.missing}.` };
	return {
		...start,
		...drawn(history, outlook),
		...fit,
		method: method(history, fit.model, outlook),
		tooLittle
	};
}

async function historyOf(
	database: db.Db,
	patternId: string,
	areaId: string,
	{ asOf, until }: { asOf: string; until: string }
): Promise<History> {
	const first = await db.firstAdoptions(database, patternId, areaId, asOf);
	const days = first.flatMap(({ on, teams }) => new Array<string>(teams).fill(on));
	const { span, exact } =
		days.length > 0
			? spanFor(
					first.map(({ on }) => on),
					until
				)
			: { span: 'month' as const, exact: true };
	// silence after the last record is no news, except for the rest of its period
	const end = periodEnd(until, span);
	const from = end < asOf ? end : asOf;
	const ends = days.length > 0 ? spanEnds(days[0]!, from, span) : [from];
	const yearAgo = addMonths(from, -12);
	const [[before], [state], change] = await Promise.all([
		db.spread(database, areaId, yearAgo, [patternId]),
		db.spread(database, areaId, from, [patternId]),
		db.adoptionChange(database, patternId, areaId, addDays(yearAgo, 1), from)
	]);
	return {
		...{
			days,
			from,
			span,
			exact,
			ends,
			eligible: state!.eligible,
			joined: Math.max(0, state!.eligible - before!.eligible),
			inUse: state!.adopted
		},
		...{ tookUp: change.adopted, gaveUp: change.lapsed },
		periodic: ends.slice(1).map((to, i) => days.filter((day) => day > ends[i]! && day <= to).length),
		months: days.length > 0 ? monthsBetween(days[0]!, addDays(from, 1)) : 0
	};
}

function seen({ days, ends }: History): Forecast['seen'] {
	return { on: ends, adopters: ends.map((end) => days.filter((day) => day <= end).length) };
}

/**
 * The best of three curves by AICc that can be used, with the parameters that other software gives too. It cannot be
 * where they have no errors, or where it ends below those who have adopted already.
 */
function bestFit(periodic: number[]): { model: GrowthModel; fit: Parameter[] } | null {
	let sum = 0;
	const levels = periodic.map((count) => (sum += count));
	const times = levels.map((_, i) => i + 1);
	const fits = growthCurves(times, levels).models.filter((one) => one.kind === 'growth');
	const usable = fits
		.toSorted((one, other) => (one.aicc ?? one.sse) - (other.aicc ?? other.sse))
		.map((one) => ({ model: one.model, ...(one.model === 'bass' ? byNewAdopters(periodic) : one) }))
		.find(
			({ params, stdErr }) => stdErr !== null && (params['m'] ?? params['L']!) >= LEAST_OF_ADOPTERS * sum
		);
	if (!usable) return null;
	const { model, params, stdErr } = usable;
	return {
		model,
		fit: Object.entries(params).map(([name, value]) => ({ name, value, stdErr: stdErr?.[name] ?? null }))
	};
}

/** Bass by new adopters (Srinivasan and Mason): errors of running totals depend on each other. */
function byNewAdopters(periodic: number[]): {
	params: Record<string, number>;
	stdErr: Record<string, number> | null;
} {
	const bass = bassFit(periodic);
	if (bass.kind === 'too-little') return { params: { m: 0 }, stdErr: null };
	const { m, p, q, stdErr } = bass;
	return { params: { m, p, q }, stdErr };
}

function drawn(
	{ from, span, ends, days, eligible, joined }: History,
	{ ahead, saturation, half }: SpreadOutlook
) {
	const perPeriod = daysBetween(ends[0]!, from) / (ends.length - 1);
	// an interval as wide as half of everybody tells nothing about the end
	const known = saturation.upper - saturation.lower <= eligible / 2;
	const now = { expected: days.length, lower: days.length, upper: days.length };
	const points = [now, ...ahead];
	// teams join as they did in the last year, and those that do adopt as those before them did
	const newcomers = (i: number) => (joined * i * MONTHS[span]) / 12;
	return {
		on: points.map((_, i) => addMonths(from, i * MONTHS[span])),
		expected: points.map(({ expected }, i) => expected + (newcomers(i) * days.length) / eligible),
		lower: points.map(({ lower }) => lower),
		upper: points.map(({ upper }, i) => upper + Math.ceil(newcomers(i))),
		saturation: known ? saturation.expected : null,
		saturationInterval: known ? { lower: saturation.lower, upper: saturation.upper } : null,
		halfOn: known
			? (days[Math.ceil(saturation.expected / 2) - 1] ??
				addDays(ends[0]!, Math.ceil(half.expected * perPeriod)))
			: null
	};
}

const NAMES: Record<GrowthModel, string> = { bass: 'Bass', logistic: 'logistic', gompertz: 'Gompertz' };

function method(
	{ days, eligible, joined, periodic, span }: History,
	model: GrowthModel,
	{ scatter }: SpreadOutlook
): string {
	return (
		`Of Bass, logistic and Gompertz the ${NAMES[model]} curve fits the ${days.length} adopters of ${periodic.length} ${span}s best (AICc). ` +
		`The band is what ${NAMES[model]} curves that end between these and all ${eligible} eligible teams allow in 90 of 100 cases, ` +
		`each weighted by how well it fits; counts scatter ${scatter.toFixed(1)} times as much as by chance alone.` +
		(joined > 0 ? ` ${joined} teams joined in the last year; as many are expected to join in the next.` : '')
	);
}

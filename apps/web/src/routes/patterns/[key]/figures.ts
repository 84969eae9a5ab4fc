import type { EventStudy, Forecast, TimeSplit, WhoNext, WorksWhere } from '@app/contract';
import { expectedAtEnd } from '#lib/charts/forecast.ts';
import { traitOf } from '#lib/charts/works-where.ts';
import type { Formats } from '#lib/format.ts';

/** What is said beside the curve: how it goes on, or why there is no saying. */
export function forecastSentence(forecast: Forecast, f: Formats): string {
	const end = expectedAtEnd(forecast);
	if (forecast.tooLittle !== null || !end)
		return forecast.tooLittle?.startsWith('Too early')
			? forecast.tooLittle
			: `No forecast. ${forecast.tooLittle ?? ''}`.trim();
	const { saturation, saturationInterval, halfOn, asOf, adopters } = forecast;
	const within = (lower: number, upper: number) =>
		`(${f.number(Math.round(lower))} to ${f.number(Math.round(upper))})`;
	const ahead =
		end.teams === adopters
			? `Hardly any more teams are expected to adopt it by ${f.month(end.on)}: ${f.number(adopters)} ${within(end.lower, end.upper)}`
			: `By ${f.month(end.on)} ${f.count(end.teams, 'team')} ${within(end.lower, end.upper)} are expected to have adopted it, after ${f.number(adopters)} so far`;
	if (saturation === null) return `${ahead}. Where it ends cannot be said yet.`;
	const interval = saturationInterval ? ` ${within(saturationInterval.lower, saturationInterval.upper)}` : '';
	const half =
		halfOn === null
			? ''
			: halfOn <= asOf
				? `; half of those had by ${f.month(halfOn)}`
				: `; half of those by ${f.month(halfOn)}`;
	const known = end.teams === adopters && Math.round(saturation) === adopters;
	return `${ahead}${known ? '' : `; ${f.number(Math.round(saturation))}${interval} in the end`}${half}.`;
}

/** Whether a trait sets teams apart beyond both intervals. */
const setsApart = ({ interval, elsewhere }: WorksWhere) =>
	elsewhere.interval !== null &&
	(interval.upper < elsewhere.interval.lower || interval.lower > elsewhere.interval.upper);

export function worksTitle(rows: WorksWhere[], f: Formats): string {
	const clear = rows.filter(setsApart);
	const one = clear[0];
	if (!one) return 'No trait tells clearly where it works and where it does not';
	const better = one.share > (one.elsewhere.share ?? 0);
	return `It lasts ${better ? 'more' : 'less'} often where ${traitOf(one).replace(': ', ' is ')}: in ${f.number(one.works)} of ${f.number(one.tried)} teams, elsewhere in ${f.number(one.elsewhere.works)} of ${f.number(one.elsewhere.tried)}`;
}

/** A p-value in words. */
export function inWords(p: number, f: Formats): string {
	const exact = p < 0.001 ? 'p < 0.001' : p < 0.01 ? 'p < 0.01' : `p = ${f.number(p)}`;
	if (p < 0.01) return `far more than chance explains (${exact})`;
	if (p < 0.05) return `more than chance explains (${exact})`;
	if (p < 0.1) return `a little more than chance explains, which is no proof (${exact})`;
	return `no more than chance explains (${exact})`;
}

export const splitBy = ({ by }: TimeSplit) => by.replace(/, from \w+ on$/, '');
export const splitFrom = ({ by }: TimeSplit) => /from (\w+) on$/.exec(by)?.[1] ?? 'agreed';

export function splitTitle({ groups, pValue }: TimeSplit, f: Formats): string {
	const known = groups
		.filter((group) => group.medianDays !== null)
		.sort((a, b) => a.medianDays! - b.medianDays!);
	const [fast, slow] = [known[0], known.at(-1)];
	const differ = pValue === null ? '' : `They differ ${inWords(pValue, f)}`;
	if (!fast || !slow || fast === slow) return differ || 'Half have not adopted yet';
	const days = (group: typeof fast) => f.count(Math.round(group.medianDays!), 'day');
	return `Half after ${days(fast)} (${fast.name}) to ${days(slow)} (${slow.name}). ${differ}`;
}

const range = ({ overallInterval }: EventStudy, f: Formats) =>
	overallInterval ? ` (${f.change(overallInterval.lower)} to ${f.change(overallInterval.upper)})` : '';
const isClear = ({ overallInterval }: EventStudy) =>
	overallInterval !== null && (overallInterval.lower > 0 || overallInterval.upper < 0);

/** What the picture of effects shows; where nobody named a metric beforehand, that it proves nothing. */
export function effectTitle(effects: EventStudy[], named: boolean, f: Formats): string {
	if (!named)
		return `What ${f.count(effects.length, 'metric')} did around adopting; no effect of the pattern`;
	const one = effects[0];
	if (!one || effects.length > 1) {
		const clear = effects.filter(isClear).length;
		return `${f.number(clear)} of ${f.count(effects.length, 'metric')} moved by more than chance explains`;
	}
	const { metric, overall, preTrend } = one;
	const better = isClear(one)
		? (overall ?? 0) > 0 === (metric.direction === 'up')
			? ', for the better'
			: ', for the worse'
		: ', no more than chance explains';
	const doubt = preTrend.verdict === 'apart' ? '; it began before' : '';
	return `${metric.name}: ${f.change(overall)}${range(one, f)} ${metric.unit}${better}${doubt}`;
}

/** How far to trust the ranking. */
export function backTestSentence({ backTest }: WhoNext, f: Formats): string {
	if (!backTest) return 'Too few teams have adopted it lately to test this order on what came next.';
	const { askedOn, top, candidates, nextAdopters, found, expectedByChance } = backTest;
	return `Asked on ${f.day(askedOn)}, its first ${f.number(top)} of ${f.number(candidates)} teams held ${f.number(found)} of the ${f.number(nextAdopters)} that have adopted since; ${f.number(Math.round(expectedByChance * 10) / 10)} by chance.`;
}

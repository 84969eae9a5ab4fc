import type { EventStudy } from '@app/contract';
import { isFound, type Valued } from '../roi/estimates.ts';
import type { Effects } from './effects.ts';

/** Of a hundred intervals that look for nothing, so many leave out 0. */
const BY_CHANCE = 0.1;

const number = (value: number) =>
	Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
const leavesOutZero = ({ overallInterval }: EventStudy) =>
	overallInterval !== null && (overallInterval.lower > 0 || overallInterval.upper < 0);

/** What can and what cannot be concluded from the outcomes of a pattern. */
export function conclusions({ valued, studies, by }: Effects): string[] {
	const open = valued.filter(({ metric }) => metric.outdated);
	if (by === 'name') return [...studies.flatMap(aboutOne), ...open.map(notYet)];
	if (by === 'search')
		return open.length > 0 ? [`${NOBODY}. All metrics are being compared.`] : aboutSearch(studies);
	return [
		`${NOBODY}: nothing can be concluded. Name one (pattern_metrics.csv), and its effect is worked out.`
	];
}

const NOBODY = 'Nobody has said which metric this pattern should move';

const notYet = (one: Valued) =>
	`${one.metric.metricName}: its effect is being worked out${isFound(one) ? ' again: what is said of it was so before the last change' : ''}.`;

function aboutOne(study: EventStudy): string[] {
	const { metric, overall, overallInterval, adopters, controls, claimed, preTrend, tooLittle } = study;
	if (overall === null || overallInterval === null) {
		return [`${metric.name}: nothing can be concluded yet. ${tooLittle ?? ''}`.trim()];
	}
	const { lower, upper } = overallInterval;
	const range = `90 of 100 such intervals hold the truth; this one goes from ${number(lower)} to ${number(upper)} ${metric.unit}`;
	const who = `${adopters} teams that adopted it, against ${controls} teams while they had not`;
	const found = leavesOutZero(study)
		? `${metric.name} ${overall < 0 ? 'fell' : 'rose'} by ${number(Math.abs(overall))} ${metric.unit} in ${who}: for the ${overall > 0 === (metric.direction === 'up') ? 'better' : 'worse'}. ${range}.`
		: `${metric.name} did not change by more than chance explains in ${who}. ${range}.`;
	const claim =
		claimed !== null && (claimed < lower || claimed > upper)
			? [`The claim of ${number(claimed)} ${metric.unit} lies outside that interval.`]
			: [];
	return [found, ...claim, preTrend.text];
}

/** Nobody said what to look for: the more that is looked at, the more is found. */
function aboutSearch(studies: EventStudy[]): string[] {
	if (studies.length === 0) {
		return [
			`${NOBODY}, and no metric was measured in enough teams before and after adopting: nothing can be concluded.`
		];
	}
	const many = studies.length;
	const hits = studies.filter(leavesOutZero);
	const apart = hits.filter(({ preTrend }) => preTrend.verdict === 'apart');
	return [
		`${NOBODY}. All ${many} that were measured are compared here, and no difference among them is an effect of the pattern.`,
		`${hits.length} of ${many} intervals leave out 0; about ${(many * BY_CHANCE).toFixed(1)} would if the pattern did nothing at all.` +
			(apart.length > 0
				? ` In ${apart.length} of those ${hits.length} the teams moved differently already before they adopted.`
				: ''),
		'Teams chose the day on which they adopted it, and often changed other things with it: a release, a new maintainer, another pattern. Each of those moves the same metrics.',
		'To find out what it does, name one metric before looking (pattern_metrics.csv); and keep some teams measured that have not adopted it yet.'
	];
}

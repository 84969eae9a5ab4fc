import type { Report, ReportData, StalledAdoption } from '@app/contract';
import { capital } from './opening.ts';
import {
	aligned,
	chartBox,
	column,
	interval,
	oneCurrency,
	part,
	rowsShare,
	tableBox,
	TOP,
	type Own
} from './parts.ts';
import { counted, fitted, sayDay, sayNumber, sayShare } from './say.ts';

/** How many adoptions came how far, and how long each step takes. */
export function funnel({ data }: Report): Own | null {
	const { reach, stages } = data.funnel;
	// not observed, which is use that nobody agreed on
	const first = stages.find(({ stage }) => stage === 'identified') ?? stages[0];
	const last = stages.find(({ stage }) => stage === 'adopted') ?? stages.at(-1);
	if (!first || !last) return null;
	const steps = [
		...(reach ? [{ name: 'Reached', count: reach.reached }] : []),
		...stages.map(({ stage, entered }) => ({ name: capital(stage), count: entered }))
	];
	const share =
		first.entered > 0 && last.entered <= first.entered ? ` (${sayShare(last.entered / first.entered)})` : '';
	return {
		...{ key: 'funnel', tables: ['funnel', 'moves'], terms: ['reach', 'funnel', 'stages'] },
		title: `${sayNumber(first.entered)} ${first.stage}, ${sayNumber(last.entered)} ${last.stage}${share}`,
		subtitle: `How often each stage was entered up to the end of ${sayDay(data.asOf)}, pairs of team and pattern${reach ? `; reach of ${counted(reach.events, 'event')}` : ''}`,
		boxes: [
			chartBox('From reach to sustained', 'Ever entered', part(0, 0.42), {
				kind: 'bars',
				categories: steps.map(({ name }) => name),
				series: [{ name: 'Entered', tone: 'accent', values: steps.map(({ count }) => count) }],
				format: 'count'
			}),
			tableBox(
				'Stages in figures',
				'What came of it, and how long it takes (median days, 95 %)',
				part(0.42, 1, 0, rowsShare(stages.length)),
				stages,
				[
					column('Stage', 'text', 1.2, ({ stage }) => capital(stage)),
					column('Entered', 'count', 0.9, ({ entered }) => entered),
					column('Before', 'count', 0.9, ({ enteredBefore }) => enteredBefore),
					column('Went on', 'count', 0.95, ({ wentOn }) => wentOn),
					column('Ended', 'count', 0.8, ({ ended }) => ended),
					column('Running', 'count', 0.9, ({ running }) => running),
					column('Median', 'number', 0.9, ({ medianDays }) => medianDays),
					column('From', 'number', 0.7, ({ medianInterval }) => medianInterval?.lower ?? null),
					column('To', 'number', 0.7, ({ medianInterval }) => medianInterval?.upper ?? null)
				],
				8,
				'stages'
			),
			tableBox(
				'Moves of the quarter',
				'Moved in the quarter',
				part(0.42, 1, rowsShare(stages.length), 1),
				[...data.moves].sort((one, other) => other.adoptions - one.adoptions),
				[
					column('From', 'text', 2, ({ from }) => (from ? capital(from) : 'No record')),
					column('To', 'text', 2, ({ to }) => capital(to)),
					column('Adoptions', 'count', 1, ({ adoptions }) => adoptions)
				],
				5,
				'moves'
			)
		],
		reading: [
			'Medians are by Kaplan-Meier: those that are still in a stage count as such. A dash: too few have left it.'
		]
	};
}

const REASONS: Record<StalledAdoption['reasons'][number], string> = {
	slow: 'longer than usual',
	inactive: 'nothing recorded',
	'past-target': 'past target',
	stuck: 'stuck, they say',
	'lost-backing': 'backing withdrawn',
	'support-used-up': 'support used up'
};

/** What stalls, and why; what went on again. */
export function stalled({ data }: Report): Own | null {
	const { open, total, totalBefore, rescued, byReason, adoptions } = data.stalled;
	if (open === 0 && total === 0 && rescued === 0) return null;
	const [most] = [...byReason].sort((one, other) => other.count - one.count);
	const currency = oneCurrency(adoptions, ({ valuePerYear }) => valuePerYear?.currency);
	return {
		...{ key: 'stalled', tables: ['stalled', 'stalled_adoptions'], terms: ['stalled', 'rescued', 'open'] },
		title: `${sayNumber(total)} of ${sayNumber(open)} open adoptions stall${most && total > 0 ? `, most often: ${REASONS[most.reason]} (${sayNumber(most.count)})` : ''}; ${sayNumber(rescued)} went on again`,
		subtitle: `At the end of ${sayDay(data.asOf)}; ${sayNumber(totalBefore)} stalled a quarter ago. One adoption may have several reasons`,
		boxes: [
			chartBox('Stalled adoptions by reason', 'Why', part(0, 0.3), {
				kind: 'bars',
				categories: byReason.map(({ reason }) => capital(REASONS[reason])),
				series: [
					{ name: 'Now', tone: 'finding', values: byReason.map(({ count }) => count) },
					{ name: 'A quarter ago', tone: 'light', values: byReason.map(({ before }) => before) }
				],
				format: 'count'
			}),
			tableBox(
				'Stalled adoptions',
				'Worth most if they went on',
				part(0.3, 1),
				adoptions,
				[
					column('Team', 'text', 1.6, ({ team }) => team.name),
					column('Pattern', 'text', 1.7, ({ pattern }) => pattern.name),
					column('Stage', 'text', 1.2, ({ stage }) => stage),
					column('Days', 'count', 0.6, ({ ageDays }) => ageDays),
					column('Usual', 'number', 0.7, ({ percentile }) => percentile.days),
					column('Reasons', 'text', 2.3, ({ reasons }) => reasons.map((it) => REASONS[it]).join(', ')),
					column('90 days', 'share', 0.7, ({ chance90 }) => chance90),
					column(
						currency ? `${currency} a year` : 'A year',
						'money',
						0.9,
						({ valuePerYear }) => valuePerYear?.amount ?? null
					),
					...(currency === null
						? [column<StalledAdoption>('', 'text', 0.55, (row) => row.valuePerYear?.currency ?? null)]
						: [])
				],
				11,
				'stalled'
			)
		].filter((box) => box.kind !== 'chart' || byReason.length > 0),
		reading: [
			'Usual: 80 of 100 have left the stage by then (Kaplan-Meier). 90 days: the chance to be adopted within 90 days. A year: what a year of it would be worth.',
			...adoptions
				.slice(0, 11)
				.map(({ team, pattern, nextStep }) => `${team.name}, ${pattern.name}: ${nextStep}`)
		]
	};
}

type Time = ReportData['timeToAdopt'][number];
type EffectOf = ReportData['effects'][number];

/** How long it takes from agreed to adopted, and what patterns did to metrics, with how well it is known. */
export function timeAndEffects({ data }: Report): Own | null {
	const times = data.timeToAdopt.filter(({ tracks }) => tracks > 0);
	const all = times.find(({ pattern }) => pattern === null) ?? times[0];
	const known = data.effects.filter(({ effect }) => effect.estimate !== null);
	const unknown = data.effects.filter(({ effect }) => effect.estimate === null);
	if (!all && data.effects.length === 0) return null;
	const unit = commonest(known.map(({ effect }) => effect.metric.unit));
	const sameUnit = ({ effect }: EffectOf) => effect.metric.unit === unit;
	const effects = [...known.filter(sameUnit), ...known.filter((it) => !sameUnit(it)), ...unknown];
	const units = new Set(known.map(({ effect }) => effect.metric.unit)).size;
	const clear = known.filter(({ effect: { interval } }) => interval && interval.lower * interval.upper > 0);
	return {
		...{ key: 'time-and-effects', tables: ['time_to_adopt', 'effects'] },
		terms: ['time to adopt', 'effect', 'grade'],
		title: [
			...(all
				? [
						all.medianDays === null
							? `Too early to say how long adopting takes: ${sayNumber(all.adopted)} of ${sayNumber(all.tracks)} are adopted`
							: `Half of the agreed adoptions take ${sayNumber(all.medianDays)} days or less`
					]
				: []),
			...(data.effects.length > 0
				? [`${sayNumber(clear.length)} of ${sayNumber(data.effects.length)} effects are clear of zero`]
				: [])
		].join('; '),
		subtitle: `Days from agreed to adopted, and effects against teams that had not adopted yet; at the end of ${sayDay(data.asOf)}`,
		boxes: [
			...(all
				? aligned<Time>(
						'Time to adopt',
						'Time to adopt, of all agreed',
						part(0, 0.43),
						0.62,
						times,
						{
							...{ kind: 'interval', heading: 'Median days, 95 %', format: 'days' },
							series: interval('Lower limit', 'Median', 'Upper limit')
						},
						{
							...{ most: TOP, what: 'patterns' },
							columns: [
								column('Pattern', 'text', 2, ({ pattern }) => pattern?.name ?? 'All patterns'),
								column('Agreed', 'count', 0.85, ({ tracks }) => tracks),
								column('Median', 'number', 0.85, ({ medianDays }) => medianDays)
							],
							of: ({ pattern, lower, medianDays, upper }) => [
								fitted(pattern?.name ?? 'All patterns', 3, 11),
								...([lower, medianDays, upper] as const)
							]
						}
					)
				: []),
			...(data.effects.length > 0
				? aligned<EffectOf>(
						'Effects',
						'Effects, with their grade of evidence',
						part(0.43, 1),
						0.7,
						effects,
						{
							...{ kind: 'interval', format: 'number' },
							heading: unit === null ? 'Nothing measured yet' : `In ${fitted(unit, 1.2, 12)}, interval`,
							series: interval('Lower limit', 'Estimate', 'Upper limit')
						},
						{
							...{ most: TOP, what: 'effects' },
							columns: [
								column('Pattern', 'text', 1.6, ({ pattern }) => pattern.name),
								column('Metric', 'text', 1.4, ({ effect }) => effect.metric.name),
								column('Effect', 'number', 0.75, ({ effect }) => effect.estimate),
								...(units > 1
									? [column<EffectOf>('Unit', 'text', 1, ({ effect }) => effect.metric.unit)]
									: []),
								column('Grade', 'text', 0.95, ({ effect }) => effect.grade)
							],
							of: (it) => [
								`${fitted(it.pattern.name, 2, 11)}, ${fitted(it.effect.metric.name, 2, 11)}`,
								...(sameUnit(it)
									? ([
											it.effect.interval?.lower ?? null,
											it.effect.estimate,
											it.effect.interval?.upper ?? null
										] as const)
									: ([null, null, null] as const))
							]
						}
					)
				: [])
		],
		reading: [
			'Time to adopt is by Kaplan-Meier: those that are still open count as such, abandoned and declined ones leave on their day. No upper limit: too few are adopted yet.',
			`Effects are differences in differences per adopting team; only those in ${unit ?? 'one unit'} share the scale. Claimed: somebody's word; measured: before and after, against controls; validated: signed by finance.`,
			...effects
				.slice(0, TOP)
				.map(
					({ pattern, effect }) =>
						`${pattern.name}, ${effect.metric.name}: ${effect.estimate ?? effect.tooLittle ?? 'unknown'} (${effect.interval ? `${effect.interval.lower} to ${effect.interval.upper}` : 'no interval'}) ${effect.metric.unit}, better ${effect.metric.direction}, ${counted(effect.adopters, 'adopter')}, ${counted(effect.controls, 'control')}.`
				)
		]
	};
}

function commonest(words: string[]): string | null {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

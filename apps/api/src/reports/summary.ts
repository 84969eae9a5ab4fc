import { STALL_REASONS, type CoalitionTriggers, type ReportData, type SummarySentence } from '@app/contract';
import { unitOf } from '@app/track';
import type { OverPromised } from './track-figures.ts';

/** Single cases that a sentence names; the rest is counted. */
const NAMED = 3;

const number = (value: number) => new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value);
const percent = (share: number) =>
	new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(share);
const money = (value: number, currency: string) =>
	`${currency} ${new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value)}`;
const some = (count: number, one: string, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const list = (words: string[]) => new Intl.ListFormat('en').format(words);
/** 'more', 'fewer' or 'as many' than before. */
const against = (now: number, before: number, than: string) =>
	now === before
		? `as many as ${than}`
		: `${number(Math.abs(now - before))} ${now > before ? 'more' : 'fewer'} than ${than}`;

const BECAUSE: Record<(typeof STALL_REASONS)[number], string> = {
	slow: 'they are longer in their stage than usual',
	inactive: 'nothing was recorded for 180 days',
	'past-target': 'their target date has passed',
	stuck: 'the team said that it is stuck',
	'lost-backing': 'their backing was withdrawn',
	'support-used-up': 'all agreed support is used'
};

/** What waits besides: coalitions for which an event is due and none is planned, and support promised beyond what there is. */
type Waiting = { due: CoalitionTriggers[]; over: OverPromised[] };

/** The quarter in sentences made from its figures. */
export function summary(data: Omit<ReportData, 'summary'>, waiting: Waiting): SummarySentence[] {
	if (isEmpty(data)) {
		return [
			{
				topic: 'spread',
				words: `Nothing is on record of any adoption or event up to ${data.asOf}${data.area ? ` in ${data.area.name}` : ''}.`
			}
		];
	}
	const sentences: [SummarySentence['topic'], string[]][] = [
		['spread', spread(data)],
		['stalled', stalled(data)],
		['worth', worth(data)],
		['changed', changed(data)],
		['decision', decisions(data, waiting)]
	];
	return sentences.flatMap(([topic, all]) => all.map((words) => ({ topic, words })));
}

type Data = Omit<ReportData, 'summary'>;

const isEmpty = ({ patterns, events, funnel, moves }: Data) =>
	funnel.stages.length === 0 &&
	events.length === 0 &&
	moves.length === 0 &&
	patterns.every((own) => own.adopted + own.open + own.declined + own.abandoned === 0);

function spread({ patterns, quarter, before, asOf }: Data): string[] {
	const sum = (of: (pattern: (typeof patterns)[number]) => number) =>
		patterns.reduce((all, pattern) => all + of(pattern), 0);
	const [inUse, eligible] = [sum(({ adopted }) => adopted), sum((own) => own.eligible)];
	const inUseBefore = sum(({ adoptedBefore }) => adoptedBefore);
	const using = patterns.filter(({ adopted }) => adopted > 0).length;
	const day = asOf === quarter.to ? `At the end of ${quarter.name}` : `On ${asOf}, in ${quarter.name}`;
	const words = [
		`${day} ${some(inUse, 'adoption')} of ${some(using, 'pattern')} ${inUse === 1 ? 'is' : 'are'} in use${
			eligible > 0 ? `, ${percent(inUse / eligible)} of the ${number(eligible)} eligible ones` : ''
		}: ${against(inUse, inUseBefore, `at the end of ${before.name}`)}.`
	];
	const [fresh, returned, lapsed] = [
		sum((own) => own.new),
		sum((own) => own.returned),
		sum((own) => own.lapsed)
	];
	const [movedIn, movedOut] = [sum((own) => own.movedIn), sum((own) => own.movedOut)];
	words.push(
		fresh + returned + lapsed + movedIn + movedOut === 0
			? 'No adoption came into use or went out of it in the quarter.'
			: `${number(fresh)} came into use for the first time, ${number(returned)} again, and ${number(lapsed)} went out of use${
					movedIn + movedOut > 0
						? `; ${number(movedIn)} came and ${number(movedOut)} left with teams that moved`
						: ''
				}.`
	);
	const grew = patterns
		.map(({ name, adopted, adoptedBefore }) => ({ name, by: adopted - adoptedBefore }))
		.filter(({ by }) => by > 0)
		.sort((a, b) => b.by - a.by);
	if (grew.length > 0) {
		const first = grew.slice(0, NAMED).map(({ name, by }) => `${name} (+${number(by)})`);
		words.push(`${some(grew.length, 'pattern')} spread further, the most: ${list(first)}.`);
	}
	return words;
}

function stalled({ stalled: { open, total, totalBefore, rescued, byReason }, before }: Data): string[] {
	if (open === 0) return ['No adoption is open, so that none can stall.'];
	const most = byReason.toSorted((a, b) => b.count - a.count)[0];
	const words = [
		total === 0
			? `None of the ${some(open, 'open adoption')} stalls.`
			: `${number(total)} of ${some(open, 'open adoption')} ${total === 1 ? 'stalls' : 'stall'}, ${against(total, totalBefore, `at the end of ${before.name}`)}; most often (${number(most!.count)}) because ${BECAUSE[most!.reason]}.`
	];
	if (totalBefore > 0) {
		words.push(
			`Of the ${number(totalBefore)} that stalled at the end of ${before.name}, ${number(rescued)} ${rescued === 1 ? 'has' : 'have'} gone on since.`
		);
	}
	return words;
}

function worth({ value, figures, asOf }: Data): string[] {
	const used = value.patterns.filter(({ adopters }) => adopters > 0);
	if (value.totals.length === 0) {
		return [
			used.length === 0
				? 'No pattern was adopted yet, so that there is nothing to value.'
				: `What the spread was worth is not known: of ${some(used.length, 'pattern')} that were adopted, none has both a benefit and a cost on record.`
		];
	}
	const words = value.totals.map(
		({ currency, benefit, cost, net, patterns, grade }) =>
			`Up to ${asOf} ${some(patterns, 'pattern')} made ${money(net, currency)} net: benefit ${money(benefit, currency)} less cost ${money(cost, currency)}${grade ? ` (${grade}, by the weakest evidence among them)` : ''}.`
	);
	const known = value.patterns.filter(({ net }) => net !== null).length;
	if (used.length > known) {
		words.push(`Benefit or cost of ${some(used.length - known, 'further pattern')} in use are not known.`);
	}
	const multiple = figures.find(({ key }) => key === 'roi-multiple')?.value ?? null;
	if (multiple !== null) {
		words.push(
			`The ROI multiple is ${number(multiple)}: so many times the value in the discovering teams alone is made in them and all adopters.`
		);
	}
	return words;
}

function changed({ ends, plan, events, timeToAdopt, figures, quarter, before }: Data): string[] {
	const words: string[] = [];
	for (const end of ['declined', 'abandoned'] as const) {
		const own = ends.filter((each) => each.end === end);
		const [now, then] = [
			own.reduce((all, { adoptions }) => all + adoptions, 0),
			own.reduce((all, each) => all + each.before, 0)
		];
		if (now + then === 0) continue;
		const most = own.find(({ reason, adoptions }) => reason !== null && adoptions > 0);
		words.push(
			`${some(now, 'adoption')} ${now === 1 ? 'was' : 'were'} ${end} in ${quarter.name}, ${against(now, then, `in ${before.name}`)}${
				most ? `; the reason most often given is "${most.reason}" (${number(most.adoptions)})` : ''
			}.`
		);
	}
	const time = figures.find(({ key }) => key === 'time-to-adopt');
	if (time && time.value !== null) {
		words.push(
			`Half of the teams adopt within ${some(time.value, 'day')} of agreeing${
				time.before !== null && time.before !== time.value
					? `; at the end of ${before.name} it was ${number(time.before)}`
					: ''
			}${timeToAdopt[0] ? `, over ${number(timeToAdopt[0].tracks)} tracks` : ''}.`
		);
	}
	const sum = (of: 'due' | 'onTime' | 'late' | 'ended' | 'open') =>
		plan.reduce((all, own) => all + own[of], 0);
	if (plan.length > 0) {
		words.push(
			`${some(sum('due'), 'adoption')} had a target date in the quarter: ${number(sum('onTime'))} adopted by then, ${number(sum('late'))} later, ${number(sum('ended'))} ended, ${number(sum('open'))} still open.`
		);
	}
	const held = events.filter(({ state }) => state === 'held');
	if (held.length > 0) {
		const total = (of: 'opportunities' | 'agreed' | 'adopted') => held.reduce((all, own) => all + own[of], 0);
		words.push(
			`${some(held.length, 'event')} held: ${some(total('opportunities'), 'opportunity', 'opportunities')} came up, ${number(total('agreed'))} agreed and ${number(total('adopted'))} adopted since.`
		);
	} else words.push(`No event was held in ${quarter.name}.`);
	return words;
}

function decisions({ backingGaps, quarter }: Data, { due, over }: Waiting): string[] {
	const words = backingGaps.slice(0, NAMED).map(({ area, pattern, coalition, holders, unbacked }) => {
		const what = pattern?.name ?? coalition?.name ?? 'patterns';
		const who = holders.length > 0 ? `the word of ${list(holders.map(({ name }) => name))}` : 'a word';
		return `${area.name}: ${some(unbacked, 'adoption')} of ${what} ${unbacked === 1 ? 'waits' : 'wait'} for ${who} on backing.`;
	});
	const more = backingGaps.length - NAMED;
	if (more > 0) {
		words.push(`${some(more, 'more such gap')} in backing ${more === 1 ? 'is' : 'are'} listed.`);
	}
	for (const { coalition, kind, weeks, amount } of over) {
		const [one, many] = unitOf(kind);
		words.push(
			`${coalition?.name ?? 'Support that no coalition gives'}: in ${some(weeks, 'week')} of ${quarter.name} more ${kind} is promised than there is, by ${some(amount, one, many)} in all.`
		);
	}
	if (due.length > 0) {
		const names = due.slice(0, NAMED).map(({ coalition }) => coalition.name);
		const rest = due.length - names.length;
		words.push(
			`An event is due and none is planned for ${list([...names, ...(rest > 0 ? [some(rest, 'more coalition')] : [])])}.`
		);
	}
	return words.length > 0 ? words : ['Nothing is on record that waits for a decision.'];
}

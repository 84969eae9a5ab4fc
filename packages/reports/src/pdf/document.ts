import { SUMMARY_TOPICS, type Report, type ReportData } from '@app/contract';
import { change, sayDay, sayMoney, sayNumber, sayShare, TOPICS } from '../slides/say.ts';
import { tablesOf } from '../tables.ts';
import { accentOf } from './colour.ts';
import type { Look } from './in-worker.ts';
import { short, type Section } from './parts.ts';
import * as care from './sections/care.ts';
import * as spread from './sections/spread.ts';
import * as track from './sections/track.ts';
import * as value from './sections/value.ts';

type Figure = {
	label: string;
	known: boolean;
	value: string;
	unit: string;
	lines: string[];
};

/** All that the pages say, in words and figures as they are read: the template only sets and draws it. */
export type Document = {
	paper: 'a4' | 'us-letter';
	accent: ReturnType<typeof accentOf>;
	title: string;
	organization: string;
	scope: string;
	/** At the top of each page but the first. */
	running: string[];
	asOf: string;
	draft: boolean;
	simulated: boolean;
	/** Year, month, day, hour, minute, second in UTC: when it was sealed, or a draft was known. */
	time: number[];
	about: [string, string][];
	figures: Figure[];
	/** By topic; `look`: somebody has to decide it. */
	summary: { topic: string; sentences: string[]; look: boolean }[];
	narrative: string[];
	sections: Section[];
};

/** What the PDF of a report says. */
export function documentOf(report: Report, { paper, brand }: Look): Document {
	const { data, sha256 } = report;
	const { organization, area, quarter, before, seal, knownAt, asOf, simulated } = data;
	const scope = area?.name ?? 'The whole organization';
	const at = seal?.at ?? knownAt;
	return {
		paper: paper === 'a4' ? 'a4' : 'us-letter',
		accent: accentOf(brand.colour),
		title: `Quarterly report ${quarter.name}`,
		organization,
		scope,
		running: [short(organization, 190), quarter.name, short(scope, 110)],
		asOf: `As of the end of ${sayDay(asOf)}, as known at ${sayInstant(knownAt)}`,
		draft: seal === null,
		simulated,
		time: at.split(/\D/).slice(0, 6).map(Number),
		about: [
			['Quarter', `${sayDay(quarter.from)} to ${sayDay(quarter.to)}, compared with ${before.name}`],
			['As of', `the end of ${sayDay(asOf)} (${data.calendar.timeZone})`],
			['As known at', sayInstant(knownAt)],
			seal
				? ['Sealed', `by ${seal.by}, ${sayInstant(seal.at)}`]
				: ['Draft', 'not sealed: figures may still change'],
			...(sha256 === null ? [] : [['SHA-256', sha256] as [string, string]])
		],
		figures: data.figures.map((one) => figure(one, before.name)),
		summary: SUMMARY_TOPICS.map((topic) => ({
			topic: TOPICS[topic],
			sentences: data.summary.filter((one) => one.topic === topic).map(({ words }) => words),
			look: topic === 'decision'
		})).filter(({ sentences }) => sentences.length > 0),
		narrative: (data.narrative ?? '')
			.split(/\n\s*\n/)
			.map((one) => one.trim())
			.filter(Boolean),
		sections: sectionsOf(report)
	};
}

function sectionsOf(report: Report): Section[] {
	const { data } = report;
	const tables = new Map(tablesOf(report).map((table) => [table.name, table]));
	const table = (name: string) => {
		const found = tables.get(name);
		if (!found) throw new Error(`There is no table ${name}.`);
		return found;
	};
	return [
		spread.byPattern(data, table('patterns')),
		spread.byArea(data, table('areas')),
		track.funnel(data, table('funnel')),
		track.moves(data),
		track.stalled(data, { reasons: table('stalled'), adoptions: table('stalled_adoptions') }),
		track.timeToAdopt(data, table('time_to_adopt')),
		value.effects(data, table('effects')),
		value.worth(data, { patterns: table('value'), totals: table('value_totals'), avoided: table('avoided') }),
		care.events(data, table('events')),
		care.support(data, table('support')),
		care.backing(data, table('backing_gaps')),
		care.findings(data, table('findings')),
		care.ends(data, table('ends')),
		track.plan(data, table('plan')),
		care.restatedSince(report, table('restated')),
		care.keyFigures(table('figures')),
		care.definitions(table('definitions'))
	];
}

const instant = new Intl.DateTimeFormat('en-GB', {
	dateStyle: 'medium',
	timeStyle: 'short',
	timeZone: 'UTC'
});
const sayInstant = (at: string) => `${instant.format(new Date(at))} UTC`;

function figure(one: ReportData['figures'][number], before: string): Figure {
	const say = (value: number) =>
		one.unit === 'money'
			? sayMoney(value, one.currency)
			: one.unit === 'share'
				? sayShare(value)
				: sayNumber(value);
	const since = (value: number, was: number) => {
		if (one.unit === 'share') return `${change(Math.round((value - was) * 1000) / 10)} points`;
		return one.unit === 'money'
			? `${value > was ? '+' : '-'}${sayMoney(Math.abs(value - was), one.currency)}`
			: change(value - was);
	};
	const { value, of, interval, grade } = one;
	return {
		label: one.label,
		known: value !== null,
		value: value === null ? 'Not known' : say(value),
		unit: value === null ? '' : one.unit === 'times' ? '×' : one.unit === 'days' ? 'days' : '',
		lines: [
			...(of === null ? [] : [`of ${say(of)}`]),
			...(interval === null ? [] : [`${say(interval.lower)} to ${say(interval.upper)}`]),
			...(value === null || one.before === null
				? []
				: [value === one.before ? `as in ${before}` : `${since(value, one.before)} since ${before}`]),
			...(grade === null ? [] : [grade])
		]
	};
}

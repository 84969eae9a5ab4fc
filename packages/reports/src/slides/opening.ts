import type { Report, ReportData, ReportFigure, SlideFigure } from '@app/contract';
import { column, GROUND, part, tableBox, wordsBox, type Own } from './parts.ts';
import { change, counted, fitted, inWords, sayDay, sayMoney, sayNumber, sayShare, TOPICS } from './say.ts';

/** Who reports, on what, as of when, and whether it is sealed. */
export function cover({ data, sha256 }: Report): Own {
	const { quarter, organization, area, seal, asOf, knownAt, simulated } = data;
	const state = seal
		? `Sealed on ${sayDay(seal.at)} by ${fitted(seal.by, 5, 16)}`
		: `Draft: figures may still change. As known at ${knownAt.slice(0, 16).replace('T', ' ')} UTC`;
	const words = [
		`${area ? fitted(area.name, 8, 16) : 'The whole organization'} · ${sayDay(quarter.from)} to ${sayDay(quarter.to)}, as of the end of ${sayDay(asOf)}`,
		state,
		...(simulated ? ['Simulated demo data: no organization has these figures'] : []),
		...(sha256 === null ? [] : [`SHA-256 of the sealed data: ${sha256.slice(0, 16)}…`])
	];
	return {
		...{ key: 'cover', cover: true, tables: ['about'], terms: [] },
		title: `How far our patterns spread: ${quarter.name}`,
		subtitle: fitted(organization, 10.5, 20),
		boxes: [
			wordsBox('What it is of', null, { x: 1.1, y: 4.3, w: 11, h: 1.7 }, words, {
				...{ points: 16, bullets: false }
			})
		],
		reading: [
			`Compared with ${data.before.name}, ${sayDay(data.before.from)} to ${sayDay(data.before.to)}.`,
			...(data.narrative === null ? [] : [`In the words of whoever sealed it: ${data.narrative}`])
		]
	};
}

/** The quarter on one page: the key figures, and the sentences made from them. */
export function quarter({ data }: Report, leftOut: string[]): Own {
	const { patterns, summary, narrative, figures } = data;
	const sum = (of: (row: ReportData['patterns'][number]) => number) =>
		patterns.reduce((all, row) => all + of(row), 0);
	const [fresh, returned, lapsed] = [
		sum((row) => row.new),
		sum((row) => row.returned),
		sum((row) => row.lapsed)
	];
	const shown = [...figures]
		.sort((one, other) => rank(one) - rank(other))
		.slice(0, 6)
		.sort((one, other) => figures.indexOf(one) - figures.indexOf(other));
	const title =
		patterns.length === 0
			? `Nothing is on record for ${data.quarter.name} yet`
			: `${counted(fresh, 'adoption')} new, ${sayNumber(returned)} returned and ${sayNumber(lapsed)} lapsed: ${sayNumber(sum((row) => row.adopted))} of ${sayNumber(sum((row) => row.eligible))} are in use`;
	const topics = [...new Set(summary.map(({ topic }) => topic))];
	const said = topics.map((topic) => {
		const of = summary.filter((sentence) => sentence.topic === topic);
		return `${TOPICS[topic]}: ${of.map(({ words }) => words).join(' ')}`;
	});
	return {
		...{ key: 'quarter', tables: ['summary', 'figures'], title },
		subtitle: `Pairs of team and pattern at the end of ${sayDay(data.asOf)}; changes against ${data.before.name}`,
		terms: ['in use', 'spread', 'eligible', 'roi multiple', 'net', 'time to adopt'],
		boxes: [
			{
				...{ kind: 'figures', name: 'Key figures', heading: null },
				at: { ...GROUND, h: 1.4 },
				figures: shown.map(figure)
			},
			wordsBox(
				'The quarter in words',
				'In words',
				part(0, narrative ? 0.66 : 1, 0.29, leftOut.length > 0 ? 0.88 : 1),
				said
			),
			...(narrative
				? [
						wordsBox(
							'Narrative',
							data.seal ? `In the words of ${inWords(data.seal.by, 2.5)}` : 'In our words',
							part(0.66, 1, 0.29, leftOut.length > 0 ? 0.88 : 1),
							[narrative],
							{ bullets: false }
						)
					]
				: []),
			...(leftOut.length > 0
				? [
						wordsBox(
							'Left out',
							null,
							part(0, 1, 0.88, 1),
							[`Nothing on record of: ${leftOut.join(', ')}. These slides are left out.`],
							{ points: 11, bullets: false }
						)
					]
				: [])
		],
		reading: [
			...figures.map(
				({ label, value, unit, currency, meaning }) =>
					`${label}: ${value ?? 'unknown'} ${currency ?? unit}. ${meaning}`
			),
			...(narrative ? [`Narrative: ${narrative}`] : [])
		]
	};
}

/** The figures that a leader asks for first; the rest is in the notes and the workbook. */
const FIRST = ['in-use', 'new', 'stalled', 'time-to-adopt', 'net', 'roi-multiple'];
const rank = ({ key }: ReportFigure) => (FIRST.includes(key) ? 0 : 1);

const UNITS: Partial<Record<ReportFigure['unit'], string>> = { days: ' days', times: ' times' };

function figure({ label, value, unit, currency, of, interval, before, grade }: ReportFigure): SlideFigure {
	const say = (it: number) =>
		unit === 'money'
			? sayMoney(it, currency)
			: unit === 'share'
				? sayShare(it)
				: `${sayNumber(it)}${UNITS[unit] ?? ''}`;

	// money is too long for both: its change is in the notes and the workbook
	const moved = value === null || before === null || unit === 'money' || unit === 'share';
	const ago =
		before === null
			? []
			: [
					`${unit === 'days' || unit === 'times' ? sayNumber(before) : say(before)} a quarter ago${moved ? '' : `, ${change(value - before)}`}`
				];
	return {
		...{ label, value, shown: value === null ? '–' : say(value) },
		notes: [
			...(of === null ? [] : [`of ${sayNumber(of)}`]),
			...(interval ? [`${say(interval.lower)} to ${say(interval.upper)}`] : []),
			...ago,
			...(grade ? [grade] : []),
			...(value === null ? ['Not known yet'] : [])
		]
	};
}

/** What the words mean; the rest is in the workbook. */
export function definitions({ data }: Report): Own | null {
	if (data.definitions.length === 0) return null;
	return {
		...{ key: 'definitions', tables: ['definitions'], terms: [] },
		title: 'What the words mean, and what figures are of',
		subtitle: `The same in every report; ${counted(data.definitions.length, 'definition')} in the workbook`,
		boxes: [
			tableBox(
				'Definitions',
				null,
				GROUND,
				data.definitions,
				[
					column('Word', 'text', 1.8, ({ term }) => capital(term)),
					column('What it means', 'text', 10, ({ meaning }) => meaning)
				],
				9,
				'definitions',
				2
			)
		],
		reading: data.definitions.map(({ term, meaning }) => `${capital(term)}: ${meaning}`)
	};
}

export const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);

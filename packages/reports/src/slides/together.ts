import type { Report, ReportData } from '@app/contract';
import { capital } from './opening.ts';
import { chartBox, column, part, rowsShare, tableBox, wordsBox, type Own } from './parts.ts';
import { counted, fitted, inWords, sayDay, sayNumber } from './say.ts';

/** What the events of the quarter led to. */
export function events({ data }: Report): Own | null {
	const all = data.events;
	if (all.length === 0) return null;
	const held = all.filter(({ state }) => state === 'held');
	const top = [...held].sort((one, other) => other.opportunities - one.opportunities).slice(0, 8);
	const sum = (of: (row: ReportData['events'][number]) => number) =>
		held.reduce((so, row) => so + of(row), 0);
	return {
		...{ key: 'events', tables: ['events'], terms: ['yield', 'reach'] },
		title:
			held.length === 0
				? `${counted(all.length, 'event')} on record, none of them held`
				: `${counted(held.length, 'event')} held: of ${sayNumber(sum((row) => row.opportunities))} opportunities, ${sayNumber(sum((row) => row.agreed))} were agreed and ${sayNumber(sum((row) => row.adopted))} adopted so far`,
		subtitle: `Scale Across events from ${sayDay(data.quarter.from)} to ${sayDay(data.quarter.to)}, and what came of them by the end of ${sayDay(data.asOf)}`,
		boxes: [
			...(top.length > 0
				? [
						chartBox('Opportunities of each event', 'Of the opportunities', part(0, 0.31), {
							kind: 'stacked',
							categories: top.map(({ name }) => fitted(name, 1.6, 11)),
							series: [
								{ name: 'Adopted', tone: 'accent', values: top.map(({ adopted }) => adopted) },
								{ name: 'Open', tone: 'pale', values: top.map(({ open }) => open) },
								{ name: 'Ended', tone: 'light', values: top.map(({ ended }) => ended) }
							],
							format: 'count'
						})
					]
				: []),
			tableBox(
				'Events',
				'Events and their yield',
				top.length > 0 ? part(0.31, 1) : part(0, 1),
				[...all].sort((one, other) => other.opportunities - one.opportunities),
				[
					column('Event', 'text', 2, ({ name }) => name),
					column('Day', 'day', 1.25, ({ on }) => on),
					column('State', 'text', 0.9, ({ state }) => state),
					column('Came', 'count', 0.7, ({ attended }) => attended),
					column('Invited', 'count', 0.8, ({ invited }) => invited),
					column('Learnt', 'count', 0.75, ({ learnt }) => learnt),
					column('Opp.', 'count', 0.65, ({ opportunities }) => opportunities),
					column('Agreed', 'count', 0.8, ({ agreed }) => agreed),
					column('Started', 'count', 0.8, ({ started }) => started),
					column('Adopted', 'count', 0.9, ({ adopted }) => adopted)
				],
				11,
				'events'
			)
		],
		reading: [
			'Came and invited are people; opp. are opportunities, pairs of team and pattern, and what follows is of them.',
			...all.map(
				({ name, coalitions }) => `${name}: ${coalitions.map((it) => it.name).join(', ') || 'no coalition'}.`
			)
		]
	};
}

/** What was promised and used, and where nobody has given a word yet. */
export function support({ data }: Report): Own | null {
	const { support: rows, backingGaps: gaps } = data;
	if (rows.length === 0 && gaps.length === 0) return null;
	const over = rows.filter(({ free }) => free !== null && free < 0);
	const split = rowsShare(Math.min(6, rows.length));
	const inDays = rows.filter(({ kind }) => kind !== 'artifacts').slice(0, 4);
	const words = [
		rows.length === 0
			? 'No support was promised'
			: over.length > 0
				? `Of ${counted(rows.length, 'kind')} of support, ${sayNumber(over.length)} promised beyond what is there`
				: 'No support is promised beyond what is there',
		gaps.length > 0 ? `${counted(gaps.length, 'gap')} in backing` : 'no gap in backing'
	];
	return {
		...{ key: 'support', tables: ['support', 'backing_gaps'], title: words.join('; ') },
		subtitle: `Support for the weeks of ${data.quarter.name}: time and coaching in days, artifacts in pieces; backing at the end of ${sayDay(data.asOf)}`,
		terms: ['support', 'backing'],
		boxes: [
			...(rows.length > 0
				? [
						tableBox(
							'Support promised and used',
							'Support promised and used',
							inDays.length > 0 ? part(0, 0.54, 0, split) : part(0, 0.54),
							rows,
							[
								column('Coalition', 'text', 1.9, ({ coalition }) => coalition?.name ?? 'None named'),
								column('Kind', 'text', 0.9, ({ kind }) => kind),
								column('Capacity', 'number', 0.85, ({ capacity }) => capacity),
								column('Promised', 'number', 0.9, ({ committed }) => committed),
								column('Used', 'number', 0.65, ({ used }) => used),
								column('Released', 'number', 0.85, ({ released }) => released),
								column('Remains', 'number', 0.85, ({ remaining }) => remaining),
								column('Free', 'number', 0.65, ({ free }) => free)
							],
							5,
							'kinds of support'
						)
					]
				: []),
			...(inDays.length > 0
				? [
						chartBox(
							'Support in days',
							'In days; left of zero: promised beyond what is there',
							part(0, 0.54, split, 1),
							{
								kind: 'stacked',
								categories: inDays.map(
									({ coalition, kind }) => `${fitted(coalition?.name ?? 'None named', 1.6, 11)}, ${kind}`
								),
								series: [
									{ name: 'Used', tone: 'accent', values: inDays.map(({ used }) => used) },
									{ name: 'Remains', tone: 'pale', values: inDays.map(({ remaining }) => remaining) },
									{ name: 'Free', tone: 'light', values: inDays.map(({ free }) => free) }
								],
								format: 'number'
							}
						)
					]
				: []),
			tableBox(
				'Waits for backing',
				gaps.length > 0 ? 'Adoptions run without a word' : 'No gap in backing',
				rows.length > 0 ? part(0.54, 1) : part(0, 1),
				[...gaps].sort((one, other) => other.unbacked - one.unbacked),
				[
					column('Area', 'text', 1.5, ({ area }) => area.name),
					column('About', 'text', 1.5, ({ pattern, coalition }) => (pattern ?? coalition)?.name ?? null),
					column(
						'Who could say',
						'text',
						1.3,
						({ holders }) => holders.map(({ name }) => name).join(', ') || null
					),
					column('Count', 'count', 0.6, ({ unbacked }) => unbacked)
				],
				11,
				'gaps'
			)
		],
		reading: [
			'Capacity = free + promised; promised = used + released + remaining. A dash: not on record.',
			...gaps.map(
				({ area, pattern, coalition, unbacked }) =>
					`${area.name}: ${unbacked} without backing for ${(pattern ?? coalition)?.name ?? 'unknown'}.`
			)
		]
	};
}

/** Why teams declined or stopped, and what that says about boundaries: neutral. */
export function ends({ data }: Report): Own | null {
	const all = [...data.ends].sort((one, other) => other.adoptions - one.adoptions);
	if (all.length === 0) return null;
	const count = (end: string) => all.reduce((sum, row) => sum + (row.end === end ? row.adoptions : 0), 0);
	const context = all
		.filter(({ reason }) => reason === 'context differs')
		.reduce((sum, { adoptions }) => sum + adoptions, 0);
	return {
		...{ key: 'ends', tables: ['ends'], terms: ['declined'] },
		title: `${counted(count('declined'), 'adoption')} declined and ${sayNumber(count('abandoned'))} abandoned${context > 0 ? `: ${sayNumber(context)} since the context differs, which shows a boundary` : ', none since the context differs'}`,
		subtitle: `Answers of the quarter, pairs of team and pattern. A decline is a normal answer: teams choose by their own needs`,
		boxes: [
			chartBox('Why teams declined or stopped', null, part(0, 0.62), {
				kind: 'bars',
				categories: all
					.slice(0, 8)
					.map(({ end, reason }) => `${capital(end)}: ${reason ?? 'reason not said'}`),
				series: [
					{ name: 'This quarter', tone: 'accent', values: all.slice(0, 8).map(({ adoptions }) => adoptions) },
					{ name: 'The quarter before', tone: 'light', values: all.slice(0, 8).map(({ before }) => before) }
				],
				format: 'count'
			}),
			wordsBox(
				'What they teach',
				'What they teach',
				part(0.62, 1),
				[...new Set(all.map(({ reason }) => TEACHES[reason ?? 'not said']))].slice(0, 6)
			)
		],
		reading: [
			'Declined: decided before it was started. Abandoned: was in use, or begun, and is no more. Neither counts as adopted, and neither is a failing.',
			...all
				.slice(8)
				.map(({ end, reason, adoptions }) => `${capital(end)}, ${reason ?? 'not said'}: ${adoptions}.`)
		]
	};
}

const TEACHES: Record<NonNullable<ReportData['ends'][number]['reason']> | 'not said', string> = {
	'context differs': 'Context differs: write down the boundary, so that it is offered where it fits.',
	'no need': 'No need: the problem is not theirs, which says whom to invite.',
	'no capacity': 'No capacity: a later quarter, or support, may change the answer.',
	'other priority': 'Other priority: ask again when theirs is reached.',
	'solved otherwise': 'Solved otherwise: there may be a pattern to discover there.',
	'not convinced': 'Not convinced: better evidence is asked for.',
	other: 'Another reason: worth a talk.',
	'not said': 'No reason said: ask, if they care to tell.'
};

/** What waits for somebody's word, what the product points out, and how the quarter stands against plan. */
export function decisions({ data }: Report): Own | null {
	const asked = data.summary.filter(({ topic }) => topic === 'decision').map(({ words }) => words);
	const open = data.findings.reduce((sum, it) => sum + it.open, 0);
	const due = data.plan.reduce((sum, it) => sum + it.due, 0);
	const onTime = data.plan.reduce((sum, it) => sum + it.onTime, 0);
	if (asked.length === 0 && data.findings.length === 0 && data.plan.length === 0) return null;
	// the summary names them, unless it names nothing
	const gaps = (asked.length > 0 ? [] : data.backingGaps)
		.toSorted((one, other) => other.unbacked - one.unbacked)
		.slice(0, 3)
		.map(
			({ area, pattern, coalition, unbacked, holders }) =>
				`Back ${inWords((pattern ?? coalition)?.name ?? 'what runs there')} in ${inWords(area.name)}, or do not: ${counted(unbacked, 'adoption')}${holders[0] ? ` (${inWords(holders.map(({ name }) => name).join(', '), 2)})` : ''}`
		);
	const over = data.support
		.filter(({ free }) => free !== null && free < 0)
		.slice(0, 2)
		.map(
			({ coalition, kind, free }) =>
				`Promise less ${kind}, or find more: ${inWords(coalition?.name ?? 'no coalition named')} is ${sayNumber(-(free ?? 0))} short`
		);
	const words = [...asked, ...gaps, ...over].slice(0, 6);
	const planned = [...data.plan].sort((one, other) => other.due - one.due).slice(0, 8);
	const split = rowsShare(Math.min(6, data.findings.length));
	return {
		...{
			key: 'decisions',
			tables: ['findings', 'plan', 'backing_gaps'],
			terms: ['finding', 'plan', 'backing']
		},
		title: [
			data.backingGaps.length > 0
				? `${counted(data.backingGaps.length, 'gap')} in backing to decide on`
				: words.length > 0
					? `${counted(words.length, 'thing')} to decide`
					: 'Nothing to decide',
			...(data.findings.length > 0 ? [`${counted(open, 'finding')} open`] : []),
			...(due > 0 ? [`${sayNumber(onTime)} of ${sayNumber(due)} due adoptions came on time`] : [])
		].join('; '),
		subtitle: `Findings opened and closed in ${data.quarter.name}; adoptions whose target date lay in it, at the end of ${sayDay(data.asOf)}`,
		boxes: [
			wordsBox(
				'To decide',
				'To decide',
				planned.length + data.findings.length > 0 ? part(0, 0.42) : part(0, 1),
				words.length > 0 ? words : ['Nothing waits for a word.']
			),
			...(data.findings.length > 0
				? [
						tableBox(
							'Findings',
							'What was pointed out',
							planned.length > 0 ? part(0.42, 1, 0, split) : part(0.42, 1),
							[...data.findings].sort((one, other) => other.open - one.open),
							[
								column('Finding', 'text', 2.5, ({ kind }) => capital(kind)),
								column('Open before', 'count', 1.1, ({ openBefore }) => openBefore),
								column('Opened', 'count', 0.9, ({ opened }) => opened),
								column('Closed', 'count', 0.9, ({ closed }) => closed),
								column('Open', 'count', 0.8, (row) => row.open)
							],
							planned.length > 0 ? 5 : 12,
							'kinds of findings'
						)
					]
				: []),
			...(planned.length > 0
				? [
						chartBox(
							'Against plan',
							`Against plan: adoptions due in the quarter${data.plan.length > planned.length ? `; and ${sayNumber(data.plan.length - planned.length)} more patterns: see the workbook` : ''}`,
							data.findings.length > 0 ? part(0.42, 1, split, 1) : part(0.42, 1),
							{
								kind: 'stacked',
								categories: planned.map(({ pattern }) => fitted(pattern.name, 2, 11)),
								series: [
									{ name: 'On time', tone: 'accent', values: planned.map((row) => row.onTime) },
									{ name: 'Late', tone: 'pale', values: planned.map((row) => row.late) },
									{ name: 'Open', tone: 'finding', values: planned.map((row) => row.open) },
									{ name: 'Ended', tone: 'light', values: planned.map((row) => row.ended) }
								],
								format: 'count'
							}
						)
					]
				: [])
		],
		reading: [
			'On time: adopted by the target date; late: after it; ended: declined or abandoned; open: not decided yet.',
			...asked,
			...data.findings.map(
				({ kind, openBefore, opened, closed, open }) =>
					`${kind}: ${openBefore} open before, ${opened} opened, ${closed} closed, ${open} open.`
			)
		]
	};
}

/** What would be another figure today; only where something is. */
export function restated({ data, restated: rows }: Report): Own | null {
	if (rows.length === 0) return null;
	return {
		...{ key: 'restated', tables: ['restated'], terms: ['restated'] },
		title: `${counted(rows.length, 'figure')} of this report would be another one today`,
		subtitle: `Records came or were corrected after it was sealed${data.seal ? ` on ${sayDay(data.seal.at)}` : ''}; what was sealed stays as it was`,
		boxes: [
			tableBox(
				'Restated figures',
				null,
				part(0, 1),
				rows,
				[
					column('Table', 'text', 1.6, ({ table }) => capital(table.replaceAll('_', ' '))),
					column('Row', 'text', 3.5, ({ row }) => row),
					column('Figure', 'text', 2, ({ figure }) => figure),
					column('As sealed', 'number', 1.3, ({ was }) => was),
					column('As known since', 'number', 1.5, ({ is }) => is)
				],
				11,
				'figures'
			)
		],
		reading: ['Both are for the same quarter: the world did not change, the record did.']
	};
}

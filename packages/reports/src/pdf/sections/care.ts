import type { Report, ReportData } from '@app/contract';
import { counted, sayNumber } from '../../slides/say.ts';
import type { Table } from '../../table.ts';
import { drawn, scale, short, type Section, type Tone } from '../parts.ts';

const sum = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);

/** Scale Across events of the quarter, and what came of them. */
export function events({ events, quarter }: ReportData, table: Table): Section {
	const held = events.filter(({ state }) => state === 'held');
	return {
		subject: 'Events and their yield',
		point:
			held.length > 0
				? `${counted(held.length, 'event')} held: of ${counted(
						sum(held, (row) => row.opportunities),
						'opportunity',
						'opportunities'
					)} ${sayNumber(sum(held, (row) => row.agreed))} were agreed and ${sayNumber(sum(held, (row) => row.adopted))} adopted so far`
				: `No Scale Across event was held in ${quarter.name}`,
		blocks: [
			drawn(table, [
				'event*1.4',
				'on',
				'state*0.8',
				'invited',
				'attended',
				'learnt',
				'opportunities',
				'agreed',
				'started',
				'adopted',
				'ended',
				'open'
			])
		],
		how: 'An opportunity is a pair of team and pattern that somebody at the event could use; agreed, started and adopted are of these, by the end of the quarter, and each includes what went further.'
	};
}

/** Support promised and used, by coalition and kind. */
export function support({ support }: ReportData, table: Table): Section {
	const over = support.filter(({ free }) => free !== null && free < 0);
	const rows = support.slice(0, 20);
	const { to: max, ticks } = scale(
		0,
		Math.max(1, ...rows.map((row) => Math.max(row.capacity ?? 0, row.committed))),
		sayNumber
	);
	return {
		subject: 'Support promised and used',
		point:
			support.length === 0
				? 'No support was promised for the quarter'
				: over.length > 0
					? `${counted(over.length, 'coalition promised', 'coalitions promised')} more than there is; ${sayNumber(support.length - over.length)} of ${sayNumber(support.length)} did not`
					: 'Nobody promised more support than there is',
		blocks: [
			...(rows.length > 0
				? [
						{
							kind: 'bars' as const,
							caption:
								'Days (time, coaching) or pieces (artifacts) promised for the weeks of the quarter, and what is free. Orange: more was promised than there is.',
							alt: `${rows.map((row) => `${short(row.coalition?.name ?? 'No coalition named', 200)}, ${row.kind}: used ${sayNumber(row.used)}, remaining ${sayNumber(row.remaining)}, released ${sayNumber(row.released)}, ${row.free === null ? 'capacity not on record' : `free ${sayNumber(row.free)}`}`).join('. ')}.`,
							rows: rows.map((row) => ({
								label: `${short(row.coalition?.name ?? 'No coalition named', 100)} · ${row.kind}`,
								parts: [
									{ value: row.used, tone: 'deep' as Tone },
									{ value: row.remaining, tone: (row.free ?? 0) < 0 ? 'look' : ('accent' as Tone) },
									{ value: row.released, tone: 'grey' as Tone },
									{ value: Math.max(row.free ?? 0, 0), tone: 'quiet' as Tone }
								],
								text:
									row.free === null
										? `${sayNumber(row.committed)} promised`
										: `${sayNumber(row.committed)} of ${sayNumber(row.capacity ?? 0)} promised`
							})),
							legend: [
								{ tone: 'deep' as Tone, label: 'used' },
								{ tone: 'accent' as Tone, label: 'remaining' },
								{ tone: 'grey' as Tone, label: 'released' },
								{ tone: 'quiet' as Tone, label: 'free' }
							],
							max,
							ticks
						}
					]
				: []),
			drawn(
				table,
				['coalition*2', 'kind', 'capacity', 'committed', 'used', 'released', 'remaining', 'free'],
				{
					look: (row) => Number(row[table.columns.findIndex(({ name }) => name === 'free')] ?? 0) < 0
				}
			)
		],
		how: 'At every instant: capacity = free + committed, committed = used + released + remaining.'
	};
}

/** Where adoptions run without the word of who holds sovereignty. */
export const backing = ({ backingGaps }: ReportData, table: Table): Section => ({
	subject: 'Waits for backing',
	point:
		backingGaps.length > 0
			? `${counted(
					sum(backingGaps, (row) => row.unbacked),
					'adoption runs',
					'adoptions run'
				)} unbacked, in ${counted(backingGaps.length, 'place')} that ${backingGaps.length === 1 ? 'waits' : 'wait'} for a word`
			: 'Every adoption runs where it is backed',
	blocks: [drawn(table, ['area', 'about', 'holders', 'unbacked'])],
	how: 'One row an area and a pattern or coalition: adoptions run there without a word of who holds sovereignty over it. Who could say is the holder of the area, or of the nearest above.'
});

/** What the product pointed out. */
export const findings = ({ findings, quarter }: ReportData, table: Table): Section => ({
	subject: 'Findings',
	point:
		findings.length > 0
			? `${counted(
					sum(findings, (row) => row.opened),
					'finding'
				)} opened and ${sayNumber(sum(findings, (row) => row.closed))} closed in ${quarter.name}: ${sayNumber(sum(findings, (row) => row.open))} are open`
			: 'Nothing was pointed out',
	blocks: [drawn(table, ['kind', 'open_before', 'opened', 'closed', 'open'])],
	how: 'One finding a cause; it closes by itself when its cause is gone: open before + opened - closed = open.'
});

/** Why teams declined or stopped, neutral. */
export function ends({ ends, before, quarter }: ReportData, table: Table): Section {
	const total = (end: string) =>
		sum(
			ends.filter((row) => row.end === end),
			(row) => row.adoptions
		);
	const scaled = scale(0, Math.max(1, ...ends.map((row) => Math.max(row.adoptions, row.before))), sayNumber);
	return {
		subject: 'Why teams declined or stopped',
		point:
			ends.length > 0
				? `${sayNumber(total('declined'))} declined and ${sayNumber(total('abandoned'))} stopped in ${quarter.name}: each is an answer about where a pattern works`
				: `No team declined or stopped in ${quarter.name}`,
		blocks: [
			...(ends.length > 0
				? [
						{
							kind: 'moved' as const,
							caption: `Adoptions by end and reason in ${before.name} (ring) and in ${quarter.name} (dot).`,
							alt: `${ends.map((row) => `${row.end}, ${row.reason ?? 'not said'}: ${row.adoptions}, before ${row.before}`).join('. ')}.`,
							rows: ends.map((row) => ({
								label: `${row.end} · ${row.reason ?? 'not said'}`,
								was: row.before,
								is: row.adoptions,
								tone: 'grey' as Tone,
								text: sayNumber(row.adoptions)
							})),
							...scaled
						}
					]
				: []),
			drawn(table, ['end', 'reason', 'adoptions', 'before'])
		],
		how: 'Declined: decided against it before it started. Abandoned: stopped after. Both are normal answers, counted by the reason that the team gave.'
	};
}

/** What would be another figure today. */
export const restatedSince = ({ data, restated }: Report, table: Table): Section => ({
	subject: 'Restated',
	point:
		restated.length > 0
			? `${counted(restated.length, 'figure')} of this report would be another one today: records came or were corrected after it was sealed`
			: data.seal
				? 'Nothing that was recorded since would change this report'
				: 'Nothing is restated while the quarter is a draft',
	blocks: restated.length > 0 ? [drawn(table, ['table', 'row*2', 'figure', 'was', 'is'])] : [],
	how: 'This report keeps its numbers. The same quarter was made again as it is known today; a figure stands here where the two differ.'
});

/** The figures of the first page, and how they are made. */
export const keyFigures = (table: Table): Section => ({
	subject: 'Key figures',
	point: 'How the figures of the first page are made',
	blocks: [
		drawn(table, ['figure*1.2', 'value', 'unit', 'currency', 'of', 'before', 'meaning*3'], { most: Infinity })
	],
	how: 'Of: the denominator. A share is 0 to 1. The limits of a figure and its grade of evidence stand beside it on the first page.'
});

/** What the words mean. */
export const definitions = (table: Table): Section => ({
	subject: 'Definitions and denominators',
	point: 'What the words mean, and what each share is of',
	blocks: [drawn(table, ['term', 'meaning*4'], { most: Infinity })],
	how: 'Shares are of the denominator that stands beside them. A dash: not known, or nothing to say. Money is in the currency of its row, and currencies are never added up.'
});

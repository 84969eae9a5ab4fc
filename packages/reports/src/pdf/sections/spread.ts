import type { ReportData } from '@app/contract';
import { change, counted, sayDay, sayNumber, sayShare } from '../../slides/say.ts';
import type { Table } from '../../table.ts';
import { drawn, restOf, scale, short, type Block, type Section } from '../parts.ts';

const PANELS = 12;
const MOVERS = 12;
/** Of the matrix: what can be read on a page. */
const [MOST_PATTERNS, MOST_PARTS] = [30, 12];

const rateOf = ({ adopted, eligible }: { adopted: number; eligible: number }) =>
	eligible > 0 ? sayShare(adopted / eligible) : 'no team is eligible';
const sum = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);

/** How far each pattern has spread, over time and against the quarter before. */
export function byPattern(data: ReportData, table: Table): Section {
	const { patterns, before, curveOn } = data;
	const [adopted, eligible] = [sum(patterns, (row) => row.adopted), sum(patterns, (row) => row.eligible)];
	const grew = patterns.filter((row) => row.adopted > row.adoptedBefore).length;
	const shrank = patterns.filter((row) => row.adopted < row.adoptedBefore).length;
	const first = Date.parse(curveOn[0] ?? data.asOf);
	const span = Date.parse(curveOn.at(-1) ?? data.asOf) - first || 1;
	const curves: Block[] =
		curveOn.length < 2 || patterns.length === 0
			? []
			: [
					{
						kind: 'curves',
						caption: `Teams that use a pattern, at the end of each day from ${sayDay(curveOn[0]!)} to ${sayDay(curveOn.at(-1)!)}; the grey line is at all teams that are eligible now${patterns.length > PANELS ? `. The first ${PANELS} of ${patterns.length} patterns` : ''}.`,
						alt: `A line for each pattern. ${patterns
							.slice(0, PANELS)
							.map(
								(row) =>
									`${short(row.name, 200)}: from ${row.curve[0] ?? 0} to ${row.adopted} of ${row.eligible} teams`
							)
							.join('. ')}.`,
						columns: 4,
						at: curveOn.map((on) => (Date.parse(on) - first) / span),
						ends: [monthOf(curveOn[0]!), monthOf(curveOn.at(-1)!)],
						panels: patterns.slice(0, PANELS).map((row) => ({
							label: short(row.name, 98),
							values: row.curve,
							top: Math.max(row.eligible, ...row.curve, 1),
							text: `${sayNumber(row.adopted)} of ${sayNumber(row.eligible)}`
						}))
					}
				];
	return {
		subject: 'Spread by pattern',
		point:
			patterns.length === 0
				? 'No pattern is on record yet'
				: `${sayNumber(adopted)} of ${sayNumber(eligible)} possible adoptions are in use (${rateOf({ adopted, eligible })}): ${counted(grew, 'pattern')} grew since ${before.name}, ${sayNumber(shrank)} shrank`,
		blocks: [
			...curves,
			...movers(data),
			drawn(table, [
				'pattern',
				'eligible',
				'adopted',
				'sustained',
				'rate',
				'adopted_before',
				'new',
				'kept',
				'lapsed',
				'returned',
				...movedColumns(data.patterns),
				'open',
				'declined',
				'stalled'
			])
		],
		how: `Spread is teams in adopted or sustained over eligible teams: those at the leaves of the tree that had joined by then and whose context fits or is unknown, and any other with a record. New, kept, lapsed and returned compare ${sayDay(data.asOf)} with ${sayDay(before.to)}.`
	};
}

/** Teams that moved between areas are in the way where none did. */
const movedColumns = (rows: { movedIn: number; movedOut: number }[]) =>
	rows.some(({ movedIn, movedOut }) => movedIn + movedOut > 0) ? ['moved_in', 'moved_out'] : [];

const monthOf = (day: string) =>
	new Date(day).toLocaleDateString('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });

function movers({ patterns, before }: ReportData): Block[] {
	const rows = patterns
		.map((row) => ({ ...row, by: row.adopted - row.adoptedBefore }))
		.filter(({ by }) => by !== 0)
		.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
		.slice(0, MOVERS);
	if (rows.length === 0) return [];
	const changes = rows.map(({ by }) => by);
	return [
		{
			kind: 'moved',
			caption: `What moved most: teams more, or fewer, than at the end of ${before.name}.`,
			alt: `${rows.map((row) => `${short(row.name, 200)}: ${change(row.by)}, now ${row.adopted} teams`).join('. ')}.`,
			rows: rows.map((row) => ({
				label: short(row.name, 150),
				was: null,
				is: row.by,
				tone: row.by > 0 ? 'accent' : 'grey',
				text: `${change(row.by)} to ${sayNumber(row.adopted)}`
			})),
			...scale(Math.min(0, ...changes), Math.max(0, ...changes), change)
		}
	];
}

/** How far patterns have spread in each part of the area. */
export function byArea(data: ReportData, table: Table): Section {
	const parts = data.parts.filter((row) => row.eligible > 0);
	const ranked = parts.toSorted((a, b) => b.adopted / b.eligible - a.adopted / a.eligible);
	const [most, least] = [ranked[0], ranked.at(-1)];
	return {
		subject: 'Spread by area',
		point:
			most && least && rateOf(most) !== rateOf(least)
				? `Spread lies between ${rateOf(least)} in ${short(least.name, 160)} and ${rateOf(most)} in ${short(most.name, 160)}`
				: most
					? `${rateOf(most)} of what could be is in use in ${parts.length > 1 ? 'every part of the area' : short(most.name, 160)}`
					: 'There is no part of the area with eligible teams',
		blocks: [
			...matrix(data),
			drawn(table, [
				'area',
				'teams',
				'eligible',
				'adopted',
				'rate',
				'adopted_before',
				'new',
				'kept',
				'lapsed',
				'returned',
				...movedColumns(data.parts),
				'open'
			])
		],
		how: 'Counted are pairs of team and pattern, of the teams that lay in the part on each day; a team that moved counts where it was. A blank cell: no team there is eligible. Parts are compared to find where a pattern could go next, not to rank teams.'
	};
}

function matrix({ patterns, parts, matrix }: ReportData): Block[] {
	if (matrix.length === 0) return [];
	const cellOf = new Map(matrix.map((one) => [JSON.stringify([one.part, one.pattern]), one]));
	const [columns, rows] = [parts.slice(0, MOST_PARTS), patterns.slice(0, MOST_PATTERNS)];
	const left =
		matrix.length -
		matrix.filter(
			({ part, pattern }) =>
				columns.some(({ key }) => key === part) && rows.some(({ key }) => key === pattern)
		).length;
	return [
		{
			kind: 'matrix',
			caption:
				'Share of the eligible teams of each part that use the pattern, in percent; the darker, the more.',
			corner: 'Pattern',
			columns: columns.map(({ name }) => short(name, 100)),
			rows: rows.map((row) => ({
				label: short(row.name, 170),
				cells: columns.map((part) => {
					const one = cellOf.get(JSON.stringify([part.key, row.key]));
					if (!one || one.eligible === 0) return null;
					const share = one.adopted / one.eligible;
					return { share, text: String(Math.round(share * 100)) };
				})
			})),
			more: left > 0 ? restOf(left, 'Spread by area and pattern') : null
		}
	];
}

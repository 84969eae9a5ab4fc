import type { Report, ReportData, ReportPart, ReportPattern } from '@app/contract';
import { aligned, chartBox, column, part, tableBox, TOP, type Own } from './parts.ts';
import { change, fitted, inWords, sayDay, sayNumber, sayShare } from './say.ts';

const grown = (row: ReportPattern | ReportPart) => row.adopted - row.adoptedBefore;
const moved = (row: ReportPattern | ReportPart) => row.new + row.returned + row.lapsed;
/** What moved most comes first; what stands still by how far it has spread. */
const byMoves = <Row extends ReportPattern | ReportPart>(rows: Row[]) =>
	[...rows].sort(
		(one, other) => grown(other) - grown(one) || moved(other) - moved(one) || other.adopted - one.adopted
	);

/** The patterns that moved most, and all adoptions in use over time. */
export function movers({ data }: Report): Own | null {
	const { patterns, curveOn } = data;
	const top = byMoves(patterns).slice(0, TOP);
	const [first] = top;
	if (!first) return null;
	const title =
		grown(first) > 0
			? `${inWords(first.name, 5.5, 24)} spread most: ${change(grown(first))} to ${sayNumber(first.adopted)} of ${sayNumber(first.eligible)} teams`
			: 'No pattern has more teams than a quarter ago';
	const rest = patterns.length - top.length;
	return {
		...{
			key: 'spread',
			tables: ['patterns', 'curves'],
			title,
			terms: ['in use', 'spread', 'eligible', 'lapsed', 'moved']
		},
		subtitle: `Teams that use each pattern at the end of ${sayDay(data.asOf)}, of those that are eligible${rest > 0 ? `; the ${TOP} of ${sayNumber(patterns.length)} patterns that moved most` : ''}`,
		boxes: [
			...aligned<ReportPattern>(
				'Patterns that moved most',
				rest > 0 ? 'The patterns that moved most' : 'All patterns',
				part(0, 0.66),
				0.76,
				byMoves(patterns),
				{
					...{ kind: 'stacked', heading: 'New, returned', format: 'count' },
					series: [
						{ name: 'New', tone: 'accent' },
						{ name: 'Returned', tone: 'pale' }
					]
				},
				{
					...{ most: TOP, what: 'patterns' },
					columns: [
						column('Pattern', 'text', 2.2, ({ name }) => name),
						column('In use', 'count', 0.8, ({ adopted }) => adopted),
						column('Eligible', 'count', 0.9, ({ eligible }) => eligible),
						column('Spread', 'share', 0.8, ({ rate }) => rate),
						column('Before', 'count', 0.8, ({ adoptedBefore }) => adoptedBefore),
						column('Lapsed', 'count', 0.8, ({ lapsed }) => lapsed)
					],
					of: (row) => [inWords(row.name, 3, 11), row.new, row.returned]
				}
			),
			chartBox('All adoptions in use', 'All adoptions in use', part(0.66, 1, 0, 0.54), {
				kind: 'line',
				categories: curveOn,
				series: [
					{
						...{ name: 'In use', tone: 'accent' },
						values: curveOn.map((_, i) => patterns.reduce((sum, { curve }) => sum + (curve[i] ?? 0), 0))
					}
				],
				format: 'count'
			}),
			tableBox(
				'Change of the quarter',
				'All patterns together',
				part(0.66, 1, 0.54, 1),
				changes(patterns),
				[column('', 'text', 2, ([what]) => what), column('Adoptions', 'count', 1, ([, count]) => count)],
				7,
				''
			)
		],
		reading: [
			'In use = kept + new + returned + moved in. Before: in use a quarter ago = kept + lapsed + moved out.',
			...top.map(
				({ name, key, adopted, eligible, adoptedBefore, lapsed }) =>
					`${name} (${key}): ${adopted} of ${eligible}, ${adoptedBefore} a quarter ago, ${lapsed} lapsed.`
			)
		]
	};
}

function changes(patterns: ReportData['patterns']): [string, number][] {
	const sum = (of: (row: ReportPattern) => number) => patterns.reduce((all, row) => all + of(row), 0);
	// with teams that came to the area, or left it
	const moved = [
		['Moved in', sum((row) => row.movedIn)],
		['Moved out', sum((row) => row.movedOut)]
	].filter(([, count]) => count !== 0) as [string, number][];
	return [
		['In use a quarter ago', sum((row) => row.adoptedBefore)],
		['New', sum((row) => row.new)],
		['Returned', sum((row) => row.returned)],
		['Lapsed', sum((row) => row.lapsed)],
		...moved,
		['In use now', sum((row) => row.adopted)]
	];
}

/** Each part of the area, as a share of what could be. */
export function areas({ data }: Report): Own | null {
	const rate = (row: ReportPart) => (row.eligible > 0 ? row.adopted / row.eligible : null);
	const all = data.parts.filter(({ eligible }) => eligible > 0);
	const [first] = byMoves(all);
	if (!first) return null;
	const top = byMoves(all)
		.slice(0, TOP)
		.sort((one, other) => (rate(other) ?? 0) - (rate(one) ?? 0));
	const highest = top[0]!;
	const rest = data.parts.length - top.length;
	return {
		...{ key: 'areas', tables: ['areas', 'matrix'], terms: ['spread', 'eligible', 'area'] },
		title: `${inWords(highest.name, 4.5, 24)} has spread furthest, ${sayShare(rate(highest) ?? 0)} of what it could use; ${first === highest ? 'it' : inWords(first.name, 4.5, 24)} grew most, ${change(grown(first))}`,
		subtitle: `Pairs of team and pattern in use, of those that are eligible, of the teams that lay in each area at the end of ${sayDay(data.asOf)}`,
		boxes: [
			chartBox('Spread by area', 'Share in use', part(0, 0.42), {
				kind: 'bars',
				categories: top.map(({ name }) => fitted(name, 1.7, 11)),
				series: [{ name: 'Spread', tone: 'accent', values: top.map(rate) }],
				format: 'share'
			}),
			tableBox(
				'Spread by area, in figures',
				rest > 0 ? `The ${TOP} that grew most; and ${sayNumber(rest)} more: see the workbook` : 'In figures',
				part(0.42, 1),
				top,
				[
					column('Area', 'text', 2.3, ({ name }) => name),
					column('Teams', 'count', 0.8, ({ teams }) => teams),
					column('Eligible', 'count', 0.95, ({ eligible }) => eligible),
					column('In use', 'count', 0.85, ({ adopted }) => adopted),
					column('Spread', 'share', 0.85, rate),
					column('New', 'count', 0.7, (row) => row.new),
					column('Lapsed', 'count', 0.85, ({ lapsed }) => lapsed),
					column('Before', 'count', 0.85, ({ adoptedBefore }) => adoptedBefore)
				],
				TOP,
				'areas'
			)
		],
		reading: [
			'A team counts in the area that it lay in on the day: figures before a move stay where they were.',
			...top.map(({ name, key, adopted, eligible }) => `${name} (${key}): ${adopted} of ${eligible}.`)
		]
	};
}

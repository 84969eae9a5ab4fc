import type { ReportData } from '@app/contract';
import { counted, sayMoney, sayNumber, sayShare } from '../../slides/say.ts';
import type { Table } from '../../table.ts';
import { drawn, sayValue, scale, short, written, type Block, type Section, type Tone } from '../parts.ts';

const MOST_ROWS = 25;
type Effect = ReportData['effects'][number];

/** What patterns did to metrics. */
export function effects({ effects }: ReportData, table: Table): Section {
	const known = effects.filter(({ effect }) => effect.estimate !== null);
	const clear = known.filter(({ effect }) => sideOf(effect) === 'better');
	const worse = known.filter(({ effect }) => sideOf(effect) === 'worse');
	const units = [...new Set(known.slice(0, MOST_ROWS).map(({ effect }) => effect.metric.unit))];
	return {
		subject: 'Effects',
		point:
			effects.length === 0
				? 'No pattern is said to move a metric yet'
				: `${counted(clear.length, 'effect')} of ${sayNumber(effects.length)} clearly for the better, ${sayNumber(worse.length)} for the worse; ${sayNumber(effects.length - clear.length - worse.length)} cannot be told yet`,
		blocks: [
			...units.map((unit, i) =>
				ofUnit(
					known.slice(0, MOST_ROWS).filter(({ effect }) => effect.metric.unit === unit),
					unit,
					i === 0
				)
			),
			drawn(table, [
				'pattern*1.3',
				'metric*1.2',
				'unit*0.7',
				'effect',
				'lower',
				'upper',
				'claimed',
				'grade*0.9',
				'adopters',
				'controls',
				'too_little*1.4'
			])
		],
		how: 'Difference in differences against teams that had not adopted yet (staggered adoption, group-time averages), in the unit of the metric per adopting team, with its 90 % interval. Measured: before and after against such teams; validated: signed by finance; claimed: somebody’s word.'
	};
}

/** Which way an effect goes, where its interval leaves no doubt. */
function sideOf({ interval, metric }: Effect['effect']): 'better' | 'worse' | 'open' {
	if (interval === null || (interval.lower <= 0 && interval.upper >= 0)) return 'open';
	return interval.lower > 0 === (metric.direction === 'up') ? 'better' : 'worse';
}

const SIDES: Record<ReturnType<typeof sideOf>, Tone> = { better: 'accent', worse: 'look', open: 'grey' };

function ofUnit(rows: Effect[], unit: string, isFirst: boolean): Block {
	const ends = rows.flatMap(({ effect }) => [
		0,
		effect.estimate!,
		effect.interval?.lower ?? 0,
		effect.interval?.upper ?? 0
	]);
	const said = ({ estimate, interval }: Effect['effect']) =>
		`${sayValue(estimate!)}${interval ? ` (${sayValue(interval.lower)} to ${sayValue(interval.upper)})` : ''}`;
	return {
		kind: 'intervals',
		caption: `Effect (${short(unit, 200)}) with its 90 % interval.${isFirst ? ' A ring: somebody’s claim. Coloured where the interval leaves out zero; orange: for the worse.' : ''}`,
		alt: `${rows.map(({ pattern, effect }) => `${short(pattern.name, 200)} on ${short(effect.metric.name, 200)}: ${said(effect)} ${short(unit, 100)}, ${effect.metric.direction} is better, ${effect.grade ?? 'no grade'}`).join('. ')}.`,
		rows: rows.map(({ pattern, effect }) => ({
			label: `${short(pattern.name, 105)} · ${short(effect.metric.name, 70)}`,
			lower: effect.interval?.lower ?? null,
			middle: effect.estimate,
			upper: effect.interval?.upper ?? null,
			tone: SIDES[sideOf(effect)],
			hollow: effect.grade === 'claimed',
			text: `${said(effect)}, ${effect.grade ?? 'no grade'}`
		})),
		...scale(Math.min(...ends), Math.max(...ends), sayValue)
	};
}

/** Benefit, cost and return. */
export function worth(
	{ value }: ReportData,
	tables: { patterns: Table; totals: Table; avoided: Table }
): Section {
	const rows = value.patterns.filter(({ roi }) => roi !== null).slice(0, MOST_ROWS);
	const ends = rows.flatMap(({ roi }) => [0, roi!.p10, roi!.p90]);
	const first = value.totals[0];
	return {
		subject: 'What it was worth',
		point: first
			? `${value.totals.map(({ currency, net }) => sayMoney(net, currency)).join(' and ')} net since it began, over ${counted(first.patterns, 'pattern')}${value.totals.length > 1 ? ` in ${first.currency}` : ''} whose benefit and cost are known${first.grade ? ` (${first.grade})` : ''}`
			: 'Nothing can be said of its worth: benefit or cost is not on record',
		blocks: [
			drawn(tables.totals, ['currency', 'benefit', 'cost', 'net', 'patterns', 'grade']),
			...(rows.length > 0
				? [
						{
							kind: 'intervals' as const,
							caption:
								'ROI, (benefit - cost) / cost: the middle (dot) and from the 10th to the 90th of 100 (bar). Orange: more likely a loss than not.',
							alt: `${rows.map(({ pattern, roi }) => `${short(pattern.name, 200)}: ${sayShare(roi!.p50)} (${sayShare(roi!.p10)} to ${sayShare(roi!.p90)}), chance of a loss ${written(roi!.loss, 'share')}`).join('. ')}.`,
							rows: rows.map(({ pattern, roi, grade }) => ({
								label: short(pattern.name, 150),
								lower: roi!.p10,
								middle: roi!.p50,
								upper: roi!.p90,
								tone: (roi!.loss ?? 0) > 0.5 ? ('look' as Tone) : ('accent' as Tone),
								hollow: grade === 'claimed',
								text: `${sayShare(roi!.p50)} (${sayShare(roi!.p10)} to ${sayShare(roi!.p90)})`
							})),
							...scale(Math.min(...ends), Math.max(...ends), (share) => sayShare(share))
						}
					]
				: []),
			drawn(
				tables.patterns,
				[
					'pattern*2',
					'currency*0.7',
					'benefit',
					'cost',
					'net',
					'roi_p50',
					'loss_chance',
					'roi_multiple',
					'grade*0.9'
				],
				{
					look: (row) =>
						Number(row[tables.patterns.columns.findIndex(({ name }) => name === 'loss_chance')] ?? 0) > 0.5
				}
			),
			...(value.avoided.length > 0 ? [drawn(tables.avoided, ['currency', 'amount', 'records'])] : [])
		],
		how: 'Benefit is effect x worth of a unit x months of use; cost is the adopters’ effort, support and the share of what was spent once. The ROI multiple is the value in the discovering team and all adopters over that in the discovering team alone. A total counts only patterns whose benefit and cost are both known, a currency each. Cost avoided by heeding failure patterns is never part of it.'
	};
}

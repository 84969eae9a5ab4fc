import type { Report, ReportValue } from '@app/contract';
import { aligned, column, GROUND, interval, oneCurrency, TOP, wordsBox, type Own } from './parts.ts';
import { counted, fitted, sayDay, sayMoney, sayNumber } from './say.ts';

/** What spread was worth: the return as a range, never as one number. */
export function worth({ data }: Report): Own | null {
	const { totals, patterns, avoided } = data.value;
	if (patterns.length === 0 && totals.length === 0) return null;
	const title =
		totals.length > 0
			? `Spread was worth ${totals.map(({ net, currency, grade }) => `${sayMoney(net, currency)} net${grade ? ` (${grade})` : ''}`).join(' and ')}, over ${counted(
					totals.reduce((sum, it) => sum + it.patterns, 0),
					'pattern'
				)} with benefit and cost`
			: 'No pattern has both a benefit and a cost on record';
	const ranked = [...patterns].sort((one, other) => (other.net ?? -1e300) - (one.net ?? -1e300));
	const currency = oneCurrency(ranked, (row) => row.currency);
	const heeded = avoided.map(
		({ amount, currency, records }) =>
			`${sayMoney(amount, currency)} avoided by ${counted(records, 'decision')} to heed a failure pattern`
	);
	return {
		...{ key: 'worth', tables: ['value', 'value_totals', 'avoided'], title },
		subtitle: `Since the first adoption, at the end of ${sayDay(data.asOf)}. ROI is (benefit - cost) / cost: 10, 50 and 90 of 100 lie below`,
		terms: ['roi', 'roi multiple', 'benefit', 'cost', 'grade', 'cost avoided'],
		boxes: [
			...aligned<ReportValue>(
				'What it was worth',
				currency ? `By net value, in ${currency}` : 'By net value',
				{ ...GROUND, h: heeded.length > 0 ? 4.55 : GROUND.h },
				0.74,
				ranked,
				{
					...{ kind: 'interval', heading: 'ROI: P10 to P90, dot at P50', format: 'number' },
					series: interval('P10', 'P50', 'P90')
				},
				{
					...{ most: TOP, what: 'patterns' },
					columns: [
						column('Pattern', 'text', 2.2, ({ pattern }) => pattern.name),
						column('Adopters', 'count', 0.85, ({ adopters }) => adopters),
						column('Benefit', 'money', 1.1, ({ benefit }) => benefit),
						column('Cost', 'money', 1, ({ cost }) => cost),
						column('Net', 'money', 1.1, ({ net }) => net),
						...(currency === null ? [column<ReportValue>('', 'text', 0.6, (row) => row.currency)] : []),
						column('Loss', 'share', 0.65, ({ roi }) => roi?.loss ?? null),
						column('Multiple', 'number', 0.8, ({ roiMultiple }) => roiMultiple),
						column('Grade', 'text', 0.95, ({ grade }) => grade)
					],
					of: ({ pattern, roi }) => [
						fitted(pattern.name, 3, 11),
						...([roi?.p10 ?? null, roi?.p50 ?? null, roi?.p90 ?? null] as const)
					]
				}
			),
			...(heeded.length > 0
				? [
						wordsBox(
							'Cost avoided',
							null,
							{ ...GROUND, y: GROUND.y + 4.65, h: 0.35 },
							[`Apart from this: ${heeded.join('; ')}.`],
							{ points: 12, bullets: false }
						)
					]
				: [])
		],
		reading: [
			'Benefit = effect x worth of a unit x months of use; cost = effort of adopters, support and what was spent once. Loss: the chance that the ROI is below 0. Multiple: value in the discovering team and all adopters over that in the discovering team alone. Grade: the weakest behind the figure.',
			...totals.map(
				({ currency, benefit, cost, net, patterns }) =>
					`In all, ${currency}: benefit ${benefit} - cost ${cost} = net ${net}, of ${counted(patterns, 'pattern')}.`
			),
			'Cost avoided is what teams say that heeding a failure pattern saved; it is never part of the value.',
			...ranked
				.slice(0, TOP)
				.map(
					({ pattern, notes, roi }) =>
						`${pattern.name}: ${roi ? `ROI ${roi.p10} / ${roi.p50} / ${roi.p90}` : 'no ROI'}. ${notes.join(' ')}`
				),
			`${sayNumber(patterns.length)} patterns in the workbook.`
		]
	};
}

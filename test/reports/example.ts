import { STAGES, type Report, type ReportData } from '../../packages/contract/src/index.ts';

/** Names that a file must bear: formulas, markup, other scripts, and the longest there can be. */
export const ODD_NAMES = [
	'=HYPERLINK("http://example.com","click")',
	'+1-1|cmd',
	'<script>alert(1)</script> & "quotes" #set $x^2$ *bold* \\_ @ref',
	'فريق التسليم المستمر',
	'צוות תשתיות',
	'持续集成与自动化测试',
	'継続的デリバリー',
	'W'.repeat(200),
	'A very long name that goes on '.repeat(7).trim().slice(0, 200)
];

/**
 * A report of an organization that there is not: `patterns` patterns in `parts` areas, the first of them with odd names
 * where `odd`. Figures agree with each other, and are the same each time. With 0 patterns the quarter is empty.
 */
export function exampleReport({
	patterns = 12,
	parts = 5,
	odd = false,
	sealed = true
}: { patterns?: number; parts?: number; odd?: boolean; sealed?: boolean } = {}): Report {
	let state = 1;
	const random = (below: number) => {
		state = (state * 48271) % 2147483647;
		return state % below;
	};
	const some = (count: number) => Array.from({ length: count }, (_, i) => i);
	const name = (i: number, plain: string) => (odd && i < ODD_NAMES.length ? ODD_NAMES[i]! : plain);
	const patternOf = (i: number) => ({ key: `P${i + 1}`, name: name(i, `Pattern number ${i + 1}`) });
	const partOf = (i: number) => ({ key: `area-${i + 1}`, name: name(i, `Division ${i + 1}`) });
	const teamOf = (i: number) => ({ key: `team-${i + 1}`, name: name(i % 40, `Team ${i + 1}`) });
	const coalition = { key: 'platform', name: 'Platform coalition' };
	const eligible = 40 * parts;
	const curveOn = some(24).map((i) => new Date(Date.UTC(2024, 9 + i + 1, 0)).toISOString().slice(0, 10));
	const rows = some(patterns).map((i) => {
		const adopted = random(eligible / 2) + 5;
		const lapsed = random(3);
		const returned = random(2);
		const fresh = random(6);
		const adoptedBefore = Math.max(adopted - fresh - returned + lapsed, lapsed);
		const curve = curveOn.map((_, k) =>
			k === 23 ? adopted : k === 20 ? adoptedBefore : Math.round((adoptedBefore * k) / 23)
		);
		return {
			i,
			adopted,
			lapsed,
			returned,
			fresh: adopted - returned - (adoptedBefore - lapsed),
			adoptedBefore,
			curve
		};
	});
	const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
	const adoptedInAll = sum(({ adopted }) => adopted);
	const stalledInAll = sum(({ i }) => i % 4);
	const empty = patterns === 0;
	const data: ReportData = {
		schema: 'scale-across-report/1',
		organization: odd ? ODD_NAMES[8]! : 'Northwind',
		simulated: true,
		area: null,
		quarter: { name: '2026-Q3', from: '2026-07-01', to: '2026-09-30' },
		before: { name: '2026-Q2', from: '2026-04-01', to: '2026-06-30' },
		calendar: { firstMonth: 1, timeZone: 'UTC' },
		asOf: '2026-09-30',
		knownAt: '2026-10-02T08:00:00.000Z',
		seal: sealed ? { at: '2026-10-02T08:00:00.000Z', by: 'Ada Lovelace' } : null,
		narrative: sealed && !empty ? 'We spread what works.\n\nThe next quarter is about backing.' : null,
		summary: empty
			? [{ topic: 'spread', words: 'Nothing is on record for this quarter yet.' }]
			: [
					{
						topic: 'spread',
						words: `${sum(({ fresh }) => fresh)} adoptions are new in the quarter, in ${patterns} patterns; ${adoptedInAll} of ${eligible * patterns} are in use.`
					},
					{
						topic: 'stalled',
						words: `${stalledInAll} open adoptions stall, most of them since they take longer than usual.`
					},
					{ topic: 'worth', words: 'What spread was worth 1.2 million EUR net since it began (measured).' },
					{ topic: 'changed', words: '2 patterns grew faster than the quarter before.' },
					{
						topic: 'decision',
						words: `${partOf(0).name} waits for a word on ${patternOf(0).name}: 4 adoptions run there unbacked.`
					}
				],
		figures: [
			{
				key: 'in-use',
				label: 'Adoptions in use',
				value: adoptedInAll,
				unit: 'adoptions',
				currency: null,
				of: eligible * patterns,
				interval: null,
				before: sum(({ adoptedBefore }) => adoptedBefore),
				grade: null,
				meaning: 'Pairs of team and pattern in adopted or sustained, of those that are eligible.'
			},
			{
				key: 'new',
				label: 'New adoptions',
				value: sum(({ fresh }) => fresh),
				unit: 'adoptions',
				currency: null,
				of: null,
				interval: null,
				before: 17,
				grade: null,
				meaning: 'In use for the first time in the quarter.'
			},
			{
				key: 'stalled',
				label: 'Stalled adoptions',
				value: stalledInAll,
				unit: 'adoptions',
				currency: null,
				of: 50 * patterns,
				interval: null,
				before: 3,
				grade: null,
				meaning: 'Open adoptions that stall, of all open ones.'
			},
			{
				key: 'time-to-adopt',
				label: 'Time to adopt',
				value: empty ? null : 63,
				unit: 'days',
				currency: null,
				of: null,
				interval: empty ? null : { lower: 55, upper: 71 },
				before: 66,
				grade: null,
				meaning: 'Median from agreed to adopted by Kaplan-Meier, 95 %.'
			},
			{
				key: 'net',
				label: 'Net value',
				value: empty ? null : 1_234_567.89,
				unit: 'money',
				currency: 'EUR',
				of: null,
				interval: null,
				before: 1_100_000,
				grade: empty ? null : 'measured',
				meaning: 'Benefit less cost since the first adoption.'
			},
			{
				key: 'roi-multiple',
				label: 'ROI multiple',
				value: empty ? null : 7.4,
				unit: 'times',
				currency: null,
				of: null,
				interval: null,
				before: 6.9,
				grade: empty ? null : 'measured',
				meaning: 'Value in the discovering teams and all adopters over that in the discovering teams alone.'
			}
		],
		curveOn,
		patterns: rows.map(({ i, adopted, lapsed, returned, fresh, adoptedBefore, curve }) => ({
			...patternOf(i),
			kind: i % 7 === 6 ? 'failure' : 'success',
			retired: i % 11 === 10,
			discoveredOn: i % 5 === 4 ? null : '2024-11-05',
			coalition: i % 2 ? coalition : null,
			eligible,
			adopted,
			sustained: Math.floor(adopted / 3),
			open: 12,
			declined: 3,
			abandoned: 2,
			undecided: eligible - adopted - 17,
			rate: adopted / eligible,
			eligibleBefore: eligible,
			adoptedBefore,
			new: fresh,
			kept: adoptedBefore - lapsed,
			lapsed,
			returned,
			movedIn: 0,
			movedOut: 0,
			stalled: i % 4,
			curve
		})),
		parts: empty
			? []
			: some(parts).map((i) => ({
					...partOf(i),
					teams: 40,
					eligible: 40 * patterns,
					adopted: Math.floor(adoptedInAll / parts),
					open: 3 * patterns,
					eligibleBefore: 40 * patterns,
					adoptedBefore: Math.floor(adoptedInAll / parts) - 4,
					new: 6,
					kept: Math.floor(adoptedInAll / parts) - 6,
					lapsed: 2,
					returned: 0,
					movedIn: 0,
					movedOut: 0
				})),
		matrix: rows.flatMap(({ i, adopted }) =>
			some(parts).map((p) => ({
				part: partOf(p).key,
				pattern: patternOf(i).key,
				eligible: 40,
				adopted: Math.min(40, Math.floor(adopted / parts) + ((p + i) % 3)),
				adoptedBefore: Math.floor(adopted / parts)
			}))
		),
		funnel: {
			reach: empty ? null : { reached: 900, events: 4 },
			stages: empty
				? []
				: (['identified', 'agreed', 'started', 'adopted', 'sustained'] as const).map((stage, i) => ({
						stage,
						entered: 800 - 140 * i,
						wentOn: 600 - 130 * i,
						ended: 20,
						running: 180 - 10 * i,
						medianDays: i < 4 ? 20 + i : null,
						medianInterval: i < 4 ? { lower: 15 + i, upper: i === 3 ? null : 30 + i } : null,
						p25Days: 10,
						p80Days: i < 4 ? 60 : null,
						enteredBefore: 700 - 140 * i
					}))
		},
		moves: empty
			? []
			: [
					{ from: null, to: 'identified', adoptions: 21 },
					{ from: 'identified', to: 'agreed', adoptions: 34 },
					{ from: 'agreed', to: 'started', adoptions: 30 },
					{ from: 'started', to: 'adopted', adoptions: 25 },
					{ from: 'adopted', to: 'sustained', adoptions: 12 },
					{ from: 'started', to: 'abandoned', adoptions: 4 },
					{ from: 'identified', to: 'declined', adoptions: 6 }
				],
		stalled: {
			open: 12 * patterns,
			total: stalledInAll,
			openBefore: 12 * patterns,
			totalBefore: 3,
			rescued: empty ? 0 : 2,
			byReason: empty
				? []
				: [
						{ reason: 'slow', count: stalledInAll, before: 2 },
						{ reason: 'lost-backing', count: 1, before: 1 }
					],
			adoptions: some(Math.min(stalledInAll, 30)).map((i) => ({
				team: teamOf(i),
				area: partOf(i % parts),
				pattern: patternOf(i % patterns),
				stage: 'started',
				since: '2026-04-02',
				ageDays: 181 - i,
				percentile: { days: 60.5, basis: 'pattern', stays: 50, left: 40 },
				reasons: i % 3 ? ['slow'] : ['slow', 'past-target'],
				because: i % 2 ? null : name(2, 'No time'),
				targetOn: '2026-08-31',
				chance90: i % 5 ? 0.31 : null,
				valuePerYear: i % 4 ? { amount: 12000 - i, currency: 'EUR' } : null,
				nextStep: 'Ask the team what it needs.'
			}))
		},
		timeToAdopt: empty
			? []
			: [null, ...some(patterns).map(patternOf)].map((pattern, i) => ({
					pattern,
					tracks: 60,
					adopted: 41,
					gaveUp: 5,
					stillOpen: 14,
					medianDays: i % 6 === 5 ? null : 60 + i,
					lower: 50,
					upper: i % 6 === 5 ? null : 80
				})),
		effects: some(patterns).map((i) => ({
			pattern: patternOf(i),
			effect: {
				metric: { key: `lead-time-${i}`, name: name(i, 'Lead time'), unit: 'hours', direction: 'down' },
				claimed: i % 3 ? -5 : null,
				grade: i % 4 === 3 ? null : 'measured',
				validated: i === 0 ? { on: '2026-09-01', by: 'Finance', words: null } : null,
				estimate: i % 4 === 3 ? null : -3.25 - i / 7,
				interval: i % 4 === 3 ? null : { lower: -4.5 - i / 7, upper: -2 - i / 7 },
				adopters: 30,
				controls: 60,
				tooLittle: i % 4 === 3 ? 'Fewer than 5 teams were measured before and after.' : null,
				pending: false
			}
		})),
		value: {
			totals: empty
				? []
				: [
						{
							currency: 'EUR',
							benefit: 1_500_000.5,
							cost: 265_432.61,
							net: 1_234_567.89,
							patterns: 7,
							grade: 'measured'
						}
					],
			patterns: some(patterns).map((i) => ({
				pattern: patternOf(i),
				currency: i % 5 === 4 ? null : i === 1 ? 'USD' : 'EUR',
				adopters: 30,
				adopterMonths: 412.5,
				benefit: i % 5 === 4 ? null : 200_000 - 30_000.25 * i,
				benefitInterval: i % 5 === 4 ? null : { lower: 100_000 - 30_000 * i, upper: 300_000 - 30_000 * i },
				cost: i % 5 === 4 ? null : 45_000.1,
				net: i % 5 === 4 ? null : 200_000 - 30_000.25 * i - 45_000.1,
				roi:
					i % 5 === 4
						? null
						: { p10: 1.2 - i / 2, p50: 3.4 - i / 2, p90: 5.6 - i / 2, loss: i > 6 ? 0.6 : 0.05 },
				paybackMonths: i % 5 === 4 ? null : 8.5,
				roiMultiple: i % 3 ? 7.4 : null,
				grade: i % 5 === 4 ? null : 'measured',
				notes: i % 5 === 4 ? ['No costs of adopting are on record.'] : []
			})),
			avoided: empty ? [] : [{ currency: 'EUR', amount: 52_000, records: 3 }]
		},
		events: empty
			? []
			: some(3).map((i) => ({
					key: `event-${i}`,
					name: name(i, `Scale Across ${i + 1}`),
					on: `2026-0${7 + i}-15`,
					state: i === 2 ? 'planned' : 'held',
					coalitions: [coalition],
					patterns: 2,
					invited: 24,
					attended: i === 2 ? 0 : 19,
					learnt: 7,
					opportunities: 15,
					agreed: 9,
					started: 6,
					adopted: 3,
					ended: 2,
					open: 10
				})),
		support: empty
			? []
			: [
					{
						coalition,
						kind: 'coaching',
						capacity: 60,
						committed: 48,
						used: 30.5,
						released: 2,
						remaining: 15.5,
						free: 12
					},
					{
						coalition,
						kind: 'artifacts',
						capacity: null,
						committed: 10,
						used: 4,
						released: 0,
						remaining: 6,
						free: null
					},
					{
						coalition: null,
						kind: 'time',
						capacity: 20,
						committed: 26,
						used: 20,
						released: 0,
						remaining: 6,
						free: -6
					}
				],
		backingGaps: empty
			? []
			: some(parts).map((i) => ({
					area: partOf(i),
					pattern: i % 2 ? null : patternOf(0),
					coalition: i % 2 ? coalition : null,
					holders: i ? [{ key: 'ada', name: 'Ada Lovelace' }] : [],
					unbacked: 4 + i
				})),
		findings: empty
			? []
			: [
					{ kind: 'stalled adoption', openBefore: 3, opened: 20, closed: 5, open: 18 },
					{ kind: 'support used up', openBefore: 1, opened: 2, closed: 3, open: 0 }
				],
		ends: empty
			? []
			: [
					{ end: 'declined', reason: 'context differs', adoptions: 4, before: 1 },
					{ end: 'declined', reason: null, adoptions: 2, before: 0 },
					{ end: 'abandoned', reason: 'no capacity', adoptions: 4, before: 6 }
				],
		plan: some(patterns)
			.filter((i) => i % 2 === 0)
			.map((i) => ({ pattern: patternOf(i), due: 9, onTime: 4, late: 2, ended: 1, open: 2 })),
		definitions: [
			{
				term: 'Spread',
				meaning: 'Teams in adopted or sustained on a day, over the teams that are eligible.'
			},
			{
				term: 'Eligible',
				meaning:
					'Teams at the leaves of the tree that had joined by then and whose context fits or is unknown.'
			},
			...STAGES.slice(0, 2).map((stage) => ({ term: stage, meaning: `A stage of an adoption: ${stage}.` }))
		]
	};
	return {
		data,
		sha256: sealed ? 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2' : null,
		restated:
			sealed && !empty
				? [{ table: 'patterns', row: patternOf(0).name, figure: 'Adopted', was: 31, is: 30 }]
				: []
	};
}

import { STAGES, type ReportData, type Stage } from '@app/contract';
import { change, counted, sayDay, sayNumber, sayShare } from '../../slides/say.ts';
import type { Table } from '../../table.ts';
import { drawn, scale, short, type Block, type Section, type Tone } from '../parts.ts';

const MOST_BARS = 25;
const MOST_STALLED = 15;
const TONES: Record<Stage | 'none', Tone> = {
	none: 'quiet',
	observed: 'quiet',
	identified: 'pale',
	agreed: 'pale',
	started: 'pale',
	adopted: 'accent',
	sustained: 'deep',
	declined: 'quiet',
	abandoned: 'grey'
};

/** From teams that saw a pattern to teams that keep it. */
export function funnel({ funnel: { reach, stages }, before }: ReportData, table: Table): Section {
	const rows = [
		...(reach
			? [
					{
						label: 'reached',
						parts: [{ value: reach.reached, tone: 'quiet' as Tone }],
						text: `${sayNumber(reach.reached)} pairs of team and pattern at ${counted(reach.events, 'event')}`
					}
				]
			: []),
		...stages.map((row) => ({
			label: row.stage,
			parts: [
				{ value: row.wentOn, tone: 'accent' as Tone },
				{ value: row.running, tone: 'pale' as Tone },
				{ value: row.ended, tone: 'grey' as Tone }
			],
			text: `${sayNumber(row.entered)}, ${change(row.entered - row.enteredBefore)} since ${before.name}`
		}))
	];
	const [from, to] = [
		stages.find((row) => row.stage === 'agreed'),
		stages.find((row) => row.stage === 'adopted')
	];
	const { to: max, ticks } = scale(
		0,
		Math.max(1, ...rows.map(({ parts }) => parts.reduce((all, { value }) => all + value, 0))),
		sayNumber
	);
	return {
		subject: 'From reach to sustained',
		point:
			from && to && from.entered > 0
				? `${sayNumber(from.entered)} times a team agreed to adopt, and ${sayNumber(to.entered)} times it came to be adopted`
				: 'No adoption has been agreed yet',
		blocks: [
			...(rows.length > 0
				? [
						{
							kind: 'bars' as const,
							caption: 'Stays in each stage, ever, by what came of them.',
							alt: rows.map(({ label, text }) => `${label}: ${text}`).join('. '),
							rows,
							legend: [
								{ tone: 'accent' as Tone, label: 'went on' },
								{ tone: 'pale' as Tone, label: 'still there' },
								{ tone: 'grey' as Tone, label: 'ended: declined or abandoned' }
							],
							max,
							ticks
						}
					]
				: []),
			drawn(table, [
				'stage',
				'entered',
				'entered_before',
				'went_on',
				'ended',
				'running',
				'median_days',
				'median_lower',
				'median_upper',
				'p80_days'
			])
		],
		how: 'A stay begins when an adoption enters a stage. The median and the 80th percentile are by Kaplan-Meier, so stays that last count as such; their limits are 95 %.'
	};
}

/** Which adoptions moved from which stage to which in the quarter. */
export function moves({ moves, before, quarter }: ReportData): Section {
	const all = moves.reduce((sum, { adoptions }) => sum + adoptions, 0);
	const onwards = moves
		.filter(({ to }) => to === 'adopted' || to === 'sustained')
		.reduce((sum, { adoptions }) => sum + adoptions, 0);
	return {
		subject: 'Moves between stages',
		point:
			all > 0
				? `${counted(all, 'adoption')} moved in ${quarter.name}, ${sayNumber(onwards)} of them into adopted or sustained`
				: `No adoption moved in ${quarter.name}`,
		blocks: flows(moves, before.name, quarter.name),
		how: `Compared is where each adoption stood at the end of ${before.name} and of ${quarter.name}; what it went through in between, and what did not move, is not drawn.`
	};
}

const ORDER = ['none', ...STAGES] as const;

function flows(moves: ReportData['moves'], before: string, quarter: string): Block[] {
	if (moves.length === 0) return [];
	const [from, to] = [
		ORDER.filter((stage) => moves.some((one) => (one.from ?? 'none') === stage)),
		ORDER.filter((stage) => moves.some((one) => one.to === stage))
	];
	const node = (stage: (typeof ORDER)[number], count: number) => ({
		label: stage === 'none' ? 'no stage yet' : stage,
		count,
		tone: TONES[stage]
	});
	const total = (of: ReportData['moves']) => of.reduce((sum, { adoptions }) => sum + adoptions, 0);
	const most = Math.max(...moves.map(({ adoptions }) => adoptions));
	return [
		{
			kind: 'flows',
			caption: `Adoptions by stage at the end of ${before} (left) and of ${quarter} (right); the thicker, the more.`,
			alt: `${moves.map((one) => `${one.adoptions} from ${one.from ?? 'no stage'} to ${one.to}`).join(', ')}.`,
			left: from.map((stage) => node(stage, total(moves.filter((one) => (one.from ?? 'none') === stage)))),
			right: to.map((stage) => node(stage, total(moves.filter((one) => one.to === stage)))),
			flows: from.flatMap((stage, i) =>
				to.flatMap((next, j) => {
					const count = total(moves.filter((one) => (one.from ?? 'none') === stage && one.to === next));
					return count > 0 ? [{ from: i, to: j, count, tone: TONES[next] }] : [];
				})
			),
			ends: [before, quarter]
		},
		{
			kind: 'matrix',
			caption: 'The same in figures: from the stage of the row to that of the column; the darker, the more.',
			corner: `${before} to ${quarter}`,
			columns: to.map((stage) => node(stage, 0).label),
			rows: from.map((stage) => ({
				label: node(stage, 0).label,
				cells: to.map((next) => {
					const count = total(moves.filter((one) => (one.from ?? 'none') === stage && one.to === next));
					return count > 0 ? { text: sayNumber(count), share: count / most } : null;
				})
			})),
			more: null
		}
	];
}

/** Which open adoptions stall, why, and which came loose. */
export function stalled(
	{ stalled, before }: ReportData,
	tables: { reasons: Table; adoptions: Table }
): Section {
	const { total, open, totalBefore, openBefore, rescued, byReason } = stalled;
	const scaled = scale(0, Math.max(1, ...byReason.map((row) => Math.max(row.count, row.before))), sayNumber);
	return {
		subject: 'Stalled and rescued',
		point:
			open === 0
				? `No adoption is open; ${sayNumber(rescued)} came loose since ${before.name}`
				: `${sayNumber(total)} of ${counted(open, 'open adoption')} stall (${before.name}: ${sayNumber(totalBefore)} of ${sayNumber(openBefore)}); ${sayNumber(rescued)} came loose since`,
		blocks: [
			...(byReason.length > 0
				? [
						{
							kind: 'moved' as const,
							caption: `Stalled adoptions by reason at the end of ${before.name} (ring) and now (dot); an adoption may have several.`,
							alt: `${byReason.map((row) => `${row.reason}: ${row.count}, before ${row.before}`).join('. ')}.`,
							rows: byReason.map((row) => ({
								label: row.reason.replaceAll('-', ' '),
								was: row.before,
								is: row.count,
								tone: 'look' as Tone,
								text: `${sayNumber(row.count)}, ${change(row.count - row.before)}`
							})),
							...scaled
						}
					]
				: []),
			drawn(tables.reasons, ['reason', 'adoptions', 'before']),
			drawn(
				tables.adoptions,
				[
					'team',
					'pattern',
					'stage*0.8',
					'age_days',
					'usual_days',
					'reasons',
					'chance_90_days',
					'value_per_year',
					'currency',
					'next_step*1.6'
				],
				{ most: MOST_STALLED }
			)
		],
		how: 'An open adoption stalls where it is longer in its stage than the 80th percentile by Kaplan-Meier, has had no activity, is past its target, said so, lost its backing or used up its support. The chance is that to be adopted within 90 days, given its age. First comes what is worth most.'
	};
}

/** How long it takes from agreed to adopted. */
export function timeToAdopt({ timeToAdopt }: ReportData, table: Table): Section {
	const all = timeToAdopt.find(({ pattern }) => pattern === null);
	const rows = timeToAdopt.filter((row) => row.medianDays !== null || row.lower !== null).slice(0, MOST_BARS);
	const days = (value: number | null) => (value === null ? 'not known yet' : sayNumber(value));
	const { to, ticks } = scale(
		0,
		Math.max(1, ...rows.flatMap((row) => [row.medianDays ?? 0, row.lower ?? 0, row.upper ?? 0])),
		sayNumber
	);
	return {
		subject: 'Time to adopt',
		point: all?.medianDays
			? `Half of all agreed adoptions are adopted within ${sayNumber(all.medianDays)} days (${days(all.lower)} to ${days(all.upper)})`
			: 'It is too early to say how long an adoption takes',
		blocks: [
			...(rows.length > 0
				? [
						{
							kind: 'intervals' as const,
							caption: `Days from agreed to adopted: median (dot) with 95 % limits. A line without an end: its limit is not known yet.`,
							alt: `${rows.map((row) => `${short(row.pattern?.name ?? 'All patterns', 200)}: ${days(row.medianDays)} (${days(row.lower)} to ${days(row.upper)})`).join('. ')}.`,
							rows: rows.map((row) => ({
								label: short(row.pattern?.name ?? 'All patterns', 150),
								lower: row.lower,
								middle: row.medianDays,
								upper: row.upper,
								tone: row.pattern ? ('accent' as Tone) : ('deep' as Tone),
								hollow: false,
								text:
									row.medianDays === null
										? 'not yet'
										: `${sayNumber(row.medianDays)} (${row.lower === null ? '–' : sayNumber(row.lower)} to ${row.upper === null ? '–' : sayNumber(row.upper)})`
							})),
							from: 0,
							to,
							ticks
						}
					]
				: []),
			drawn(table, [
				'pattern',
				'tracks',
				'adopted',
				'gave_up',
				'still_open',
				'median_days',
				'median_lower',
				'median_upper'
			])
		],
		how: 'By Kaplan-Meier over all ways from agreed on. Adoptions that are still open count as open for so long, never as adopted on the last day and never as left out.'
	};
}

/** What was due in the quarter, and where it stands. */
export function plan({ plan, quarter, asOf }: ReportData, table: Table): Section {
	const total = (of: (row: ReportData['plan'][number]) => number) =>
		plan.reduce((sum, row) => sum + of(row), 0);
	const due = total((row) => row.due);
	const rows = plan.slice(0, MOST_BARS);
	const { to: max, ticks } = scale(0, Math.max(1, ...rows.map((row) => row.due)), sayNumber);
	return {
		subject: 'Against plan',
		point:
			due > 0
				? `${sayNumber(total((row) => row.onTime))} of ${counted(due, 'adoption')} due in ${quarter.name} came on time (${sayShare(total((row) => row.onTime) / due)}), ${sayNumber(total((row) => row.open))} are still open`
				: `No adoption had its target date in ${quarter.name}`,
		blocks: [
			...(rows.length > 0
				? [
						{
							kind: 'bars' as const,
							caption: 'Adoptions whose target date lay in the quarter, by pattern.',
							alt: `${rows.map((row) => `${short(row.pattern.name, 200)}: ${row.onTime} on time, ${row.late} late, ${row.open} open, ${row.ended} ended, of ${row.due}`).join('. ')}.`,
							rows: rows.map((row) => ({
								label: short(row.pattern.name, 150),
								parts: [
									{ value: row.onTime, tone: 'deep' as Tone },
									{ value: row.late, tone: 'accent' as Tone },
									{ value: row.open, tone: 'pale' as Tone },
									{ value: row.ended, tone: 'grey' as Tone }
								],
								text: `${sayNumber(row.onTime)} of ${sayNumber(row.due)} on time`
							})),
							legend: [
								{ tone: 'deep' as Tone, label: 'on time' },
								{ tone: 'accent' as Tone, label: 'late' },
								{ tone: 'pale' as Tone, label: 'open' },
								{ tone: 'grey' as Tone, label: 'declined or abandoned' }
							],
							max,
							ticks
						}
					]
				: []),
			drawn(table, ['pattern', 'due', 'on_time', 'late', 'ended', 'open'])
		],
		how: `Of adoptions with a target date in the quarter: where they stand on ${sayDay(asOf)}.`
	};
}

import type {
	Comparison,
	Opportunities,
	ReportList,
	Spread,
	Stalled,
	Support,
	TeamCheckIn,
	Value,
	WaitingList
} from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { dueQuarter, sentenceOf } from '../reports/reports.ts';
import { mainCurrency, valued } from '../value/value.ts';

/** Whose first question is answered. */
export const ROLES = ['leader', 'coalition member', 'team lead', 'reporter'] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (word: string | null | undefined): word is Role => ROLES.includes(word as Role);

/** What each comes for. */
export const QUESTIONS: Record<Role, string> = {
	leader: 'How far is it in my area, what is it worth, and what waits for my backing?',
	'coalition member': 'Which adoptions stall, what is the next step of each, and what support is left?',
	'team lead': 'What would help my team, and what is due?',
	reporter: 'What is other than a quarter ago, and is the last quarter sealed?'
};

type Shown = {
	label: string;
	value: string;
	of?: string;
	change?: string;
	/** A path; the page puts the place behind it. */
	path: string;
	finding?: boolean;
};
type Row = { id: string; path: string; name: string; text: string };
/** The answer for a role: a sentence, figures, and the rows to act on. */
export type Answer = {
	sentence: string;
	figures: Shown[];
	list: {
		title: string;
		rows: Row[];
		none: string;
		more: { path: string; label: string; query?: Record<string, string> } | null;
	};
};

const own = (key: string) => encodeURIComponent(key);
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const inUse = ({ patterns }: Spread) => sum(patterns.map(({ adopted }) => adopted));

/** How the spread moved since the last quarter ended: pattern by pattern. */
function moved(now: Spread, then: Spread) {
	const before = new Map(then.patterns.map(({ key, adopted }) => [key, adopted]));
	const changes = now.patterns.map((pattern) => ({
		...pattern,
		change: pattern.adopted - (before.get(pattern.key) ?? 0)
	}));
	return {
		changes: changes
			.filter(({ change }) => change !== 0)
			.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)),
		grew: changes.filter(({ change }) => change > 0).length,
		shrank: changes.filter(({ change }) => change < 0).length
	};
}

export function forLeader(
	{ spread, then, value, waiting }: { spread: Spread; then: Spread; value: Value; waiting: WaitingList },
	f: Formats
): Answer {
	const { grew, shrank } = moved(spread, then);
	const currency = mainCurrency(value.patterns);
	const rows = valued(value.patterns, currency);
	const net = sum(rows.map((row) => row.net));
	const unbacked = sum(waiting.waiting.map((row) => row.unbacked));
	return {
		sentence: `${f.number(grew)} of ${f.count(spread.patterns.length, 'pattern')} grew and ${f.number(shrank)} shrank since ${f.day(then.asOf)}; ${
			waiting.waiting.length === 0
				? 'nothing waits for your backing'
				: `${f.count(waiting.waiting.length, 'decision')} on backing ${waiting.waiting.length === 1 ? 'waits' : 'wait'} for you`
		}.`,
		figures: [
			{
				...{ label: 'Adoptions in use', value: f.number(inUse(spread)), path: '/' },
				of: `of ${f.number(sum(spread.patterns.map(({ eligible }) => eligible)))} possible`,
				change: `${f.change(inUse(spread) - inUse(then))} since ${f.day(then.asOf)}`
			},
			{
				...{ label: 'Value so far, less its cost', path: '/value' },
				value: rows.length === 0 ? 'not known yet' : f.money(net, currency),
				of: `from ${f.number(rows.length)} of ${f.count(spread.patterns.length, 'pattern')}`
			},
			{
				...{ label: 'Adoptions without backing', value: f.number(unbacked), path: '/backing' },
				...{ of: 'where nobody decided', finding: unbacked > 0 }
			}
		],
		list: {
			title: 'Waits for your backing',
			rows: waiting.waiting.slice(0, 8).map(({ area, pattern, coalition, unbacked }, i) => ({
				...{ id: String(i), path: '/backing' },
				name: `${(pattern ?? coalition)?.name ?? ''} in ${area.name}`,
				text: `${f.count(unbacked, 'adoption')} without backing`
			})),
			none: 'Everything that runs here is backed, or it was decided that it is not.',
			more: { path: '/backing', label: 'Give or withhold backing' }
		}
	};
}

export function forCoalition(
	{ stalled, support }: { stalled: Stalled; support: Support },
	f: Formats
): Answer {
	const week = support.current;
	const ledgers = support.coalitions.flatMap((each) => each.ledgers);
	const days = ledgers.filter(({ kind }) => kind !== 'artifacts');
	const promised = sum(days.map(({ committed }) => committed[week] ?? 0));
	const free = sum(days.map((ledger) => ledger.free[week] ?? 0));
	const known = days.some(({ capacity }) => (capacity[week] ?? null) !== null);
	return {
		sentence:
			stalled.total === 0
				? `None of ${f.count(stalled.open, 'open adoption')} stalls.`
				: `${f.number(stalled.total)} of ${f.count(stalled.open, 'open adoption')} ${stalled.total === 1 ? 'stalls' : 'stall'}${stalled.adoptions[0] ? `; first: ${stalled.adoptions[0].pattern.name} in ${stalled.adoptions[0].team.name}` : ''}.`,
		figures: [
			{
				...{ label: 'Stalled adoptions', value: f.number(stalled.total), path: '/stalled' },
				...{ of: `of ${f.number(stalled.open)} open`, finding: stalled.total > 0 }
			},
			{
				...{ label: 'Support promised this week', value: f.count(promised, 'day'), path: '/support' },
				of: support.coalition ? `by ${support.coalition.name}` : 'by all coalitions'
			},
			{
				...{ label: 'Support still free this week', path: '/support' },
				value: known ? f.count(free, 'day') : 'no capacity on record',
				finding: known && free < 0
			}
		],
		list: {
			title: 'What to do next',
			rows: stalled.adoptions.map(({ team, pattern, ageDays, stage, nextStep }) => ({
				id: `${team.key} ${pattern.key}`,
				path: `/adoptions/${own(pattern.key)}/${own(team.key)}`,
				name: `${pattern.name} in ${team.name}`,
				text: `${f.count(ageDays, 'day')} in “${stage}”. ${nextStep}`
			})),
			none: 'Nothing waits longer than usual.',
			more: stalled.total > 0 ? { path: '/stalled', label: 'All that stall' } : null
		}
	};
}

export function forTeam(
	{ found, checkIn }: { found: Opportunities; checkIn: TeamCheckIn },
	f: Formats
): Answer {
	const { team, opportunities } = found;
	const today = checkIn.today;
	const due = checkIn.adoptions.filter(({ targetOn }) => targetOn !== null && targetOn <= today);
	const best = opportunities[0];
	return {
		sentence: `${opportunities.length === 0 ? `Nothing new would fit ${team.name} now` : `${f.count(opportunities.length, 'pattern')} could help ${team.name}, first ${best!.pattern.name}`}; ${
			checkIn.adoptions.length === 0
				? 'no adoption is under way'
				: `${f.count(checkIn.adoptions.length, 'adoption')} under way, ${f.number(due.length)} past the target`
		}.`,
		figures: [
			{
				...{ label: 'Opportunities', value: f.number(opportunities.length), path: `/teams/${own(team.key)}` },
				of: `${f.number(opportunities.filter(({ fit }) => fit === 'fits').length)} fit, the others may`
			},
			{
				...{ label: 'My adoptions under way', value: f.number(checkIn.adoptions.length), path: '/board' },
				...{ of: `${f.number(due.length)} past the target`, finding: due.length > 0 }
			},
			{
				...{ label: 'Last check-in', path: '/check-in' },
				value: checkIn.lastOn ? f.day(checkIn.lastOn) : 'none yet'
			}
		],
		list: {
			title: 'Due, and then what could help',
			rows: [
				...checkIn.adoptions.map(({ pattern, stage, targetOn }) => ({
					id: `adoption ${pattern.key}`,
					path: `/adoptions/${own(pattern.key)}/${own(team.key)}`,
					name: pattern.name,
					text: `${stage}${targetOn ? `, to be adopted by ${f.day(targetOn)}` : ''}`
				})),
				...opportunities.slice(0, 6).map(({ pattern, fit, using, decided, summary }) => ({
					id: `opportunity ${pattern.key}`,
					path: `/patterns/${own(pattern.key)}`,
					name: pattern.name,
					text: `${fit === 'fits' ? 'Fits' : 'May fit'}; in use in ${f.number(using)} of ${f.count(decided, 'team')} that decided. ${summary}`
				}))
			],
			none: 'Nothing is due, and no pattern waits for a decision.',
			more: { path: '/check-in', label: 'Record a check-in' }
		}
	};
}

export function forReporter(
	{ list, compared, today }: { list: ReportList; compared: Comparison; today: string },
	f: Formats
): Answer {
	const { quarters } = list;
	const due = dueQuarter(quarters);
	const { new: fresh, kept, lapsed, returned } = compared.total;
	const since = `since ${f.day(compared.from)}`;
	const moved = compared.patterns
		.map((pattern) => ({ ...pattern, moves: pattern.new + pattern.returned + pattern.lapsed }))
		.filter(({ moves }) => moves > 0)
		.sort((a, b) => b.moves - a.moves || b.new - a.new);
	return {
		sentence: `${sentenceOf(quarters, today, f).slice(0, -1)}. So far this quarter: ${f.number(fresh)} new, ${f.number(returned)} returned, ${f.number(lapsed)} lapsed.`,
		figures: [
			{ label: 'New', value: f.number(fresh), of: since, path: '/compare' },
			{
				label: 'Kept',
				value: f.number(kept),
				of: `of ${f.number(compared.total.was)} before`,
				path: '/compare'
			},
			{ label: 'Lapsed', value: f.number(lapsed), of: since, path: '/compare' },
			{ label: 'Returned', value: f.number(returned), of: since, path: '/compare' }
		],
		list: {
			title: 'What moved most this quarter',
			rows: moved.slice(0, 8).map(({ key, name, new: fresh, returned, lapsed, is, eligible }) => ({
				...{ id: key, path: `/patterns/${own(key)}`, name },
				text: `${f.number(fresh)} new, ${f.number(returned)} returned, ${f.number(lapsed)} lapsed; now in ${f.number(is)} of ${f.count(eligible, 'team')}`
			})),
			none: 'No team has begun or ended to use a pattern this quarter.',
			more: due && {
				path: `/reports/${due.report ?? 'draft'}`,
				label: due.report ? `Open the report of ${due.name}` : `Look at the draft of ${due.name}`,
				...(!due.report && { query: { quarter: due.name } })
			}
		}
	};
}

import type { EventDraft, Invitee } from '@app/contract';
import * as db from '@app/db';
import {
	dayIn,
	fitOf,
	readiness,
	remarksOnTime,
	sampleAgenda,
	type FiscalCalendar,
	type Input
} from '@app/track';
import { rank } from '../figures/rank.ts';
import { areaFor } from '../known.ts';
import { watched, type Watched } from './triggers.ts';

/** So many teams are proposed for an event, and so many of those that each pattern is next for are looked at. */
const MOST_TEAMS = 12;
const TEAMS_BY_PATTERN = 8;
const MOST_SPONSORS = 4;

type Named = { key: string; name: string };
type Shown = db.ShownPattern & { coalition: Named };

const nameOf = ({ key, name }: Named): Named => ({ key, name });

/** An event for these coalitions as it could be planned now: why, with what, for whom. Nothing is stored. */
export async function draft(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date,
	{ coalitions: keys, minutes }: { coalitions: string[]; minutes: number }
): Promise<EventDraft> {
	const today = dayIn(now.toISOString(), calendar.timeZone);
	const all = await watched(database, calendar, now, keys);
	const shown = all.flatMap(({ row }) =>
		row.patterns.map((pattern): Shown => ({ ...pattern, coalition: nameOf(row) }))
	);
	const agenda = sampleAgenda(minutes);
	return {
		name: `${listed(all.map(({ row }) => row.name))}, ${monthOf(today)}`,
		...{ minutes, agenda, remarks: remarksOnTime(minutes, agenda) },
		coalitions: all.map(({ row }) => nameOf(row)),
		triggers: combined(all),
		readiness: all.map((one) => ({ coalition: nameOf(one.row), inputs: inputsOf(one) })),
		patterns: shown.map(({ key, name, kind, left }) => ({ key, name, kind, left })),
		invitees: await invitees(database, { at: now.toISOString(), today }, shown)
	};
}

const listed = (names: string[]) =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const monthOf = (day: string) =>
	new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));

/** A trigger once, with what each coalition has of it. */
function combined(all: Watched[]): EventDraft['triggers'] {
	const found = all.flatMap(({ row, triggered }) =>
		triggered.triggers.map(({ trigger, why }) => ({
			trigger,
			why: all.length > 1 ? `${row.name}: ${why}` : why
		}))
	);
	return [...Map.groupBy(found, ({ trigger }) => trigger)].map(([trigger, own]) => ({
		trigger,
		why: own.map(({ why }) => why).join(' ')
	}));
}

/** The checklist of inputs of one coalition. */
export function inputsOf({ row }: Watched): Input[] {
	const { goals, patterns, endings } = row;
	const counted = (is: (pattern: db.ShownPattern) => boolean) => patterns.filter(is).length;
	const ways = goals.flatMap(({ statement, unit, baseline, target, now }) =>
		now === null || baseline === null || target === null || baseline === target
			? []
			: [{ statement, unit, now, share: (now - baseline) / (target - baseline) }]
	);
	const furthest = ways.sort((a, b) => b.share - a.share)[0];
	return readiness({
		goals: goals.length,
		goalsMeasured: goals.filter(({ now }) => now !== null).length,
		progress: furthest
			? `“${furthest.statement}”: ${Math.round(furthest.share * 100)} % of the way, at ${Number(furthest.now.toPrecision(3))} ${furthest.unit}`.trim()
			: null,
		patterns: patterns.length,
		failures: counted(({ kind }) => kind === 'failure'),
		withSteps: counted(({ hasSteps }) => hasSteps),
		withBoundaries: counted(({ hasBoundaries }) => hasBoundaries),
		endings: endings.reduce((sum, { count }) => sum + count, 0),
		withOutcome: counted(({ hasOutcome }) => hasOutcome),
		validated: counted(({ validated }) => validated),
		adopters: patterns.reduce((sum, { adopted }) => sum + adopted, 0)
	});
}

/** Who would benefit, and who could sponsor: one entry a person, and one for each team that nobody is known to answer for. */
async function invitees(
	database: db.Db,
	{ at, today }: { at: string; today: string },
	shown: Shown[]
): Promise<Invitee[]> {
	const teams = await whoWouldBenefit(database, today, shown);
	const keys = teams.map(({ team }) => team.key);
	const [leads, sovereigns, owners] = await Promise.all([
		db.leadsOf(database, keys, today),
		db.sovereignsOf(database, keys, today),
		db.ownersBefore(database, at)
	]);
	const adopters = teams.map(({ team, patterns }): Invitee => {
		const person = leads.find(({ teamKey }) => teamKey === team.key)?.person ?? null;
		const why = `${team.name} could use ${listed(patterns.map((name) => `“${name}”`))}.`;
		return { person, role: 'adopter', function: 'adjacent leader', team, why };
	});
	const areas = [...Map.groupBy(sovereigns, ({ person, area }) => `${person.key} ${area.key}`).values()];
	const deciding = areas
		.sort((a, b) => b.length - a.length)
		.slice(0, MOST_SPONSORS)
		.map((own): Invitee => {
			const { person, area } = own[0]!;
			const many = own.length === 1 ? '1 of these teams' : `${own.length} of these teams`;
			return {
				person,
				role: 'sponsor',
				function: null,
				team: area,
				why: `Decides for ${area.name}, with ${many}.`
			};
		});
	const owning = owners.map(({ person, function: as, events }): Invitee => {
		const often = events === 1 ? 'one event' : `${events} events`;
		return { person, role: 'sponsor', function: as, team: null, why: `Came to ${often} as ${as}.` };
	});
	const seen = new Set<string>();
	return [...adopters, ...deciding, ...owning].filter(({ person }) => {
		if (!person) return true;
		const first = !seen.has(person.key);
		seen.add(person.key);
		return first;
	});
}

/** The teams that the shown successes would be next for, those with most to gain first; none whose context breaks it. */
async function whoWouldBenefit(
	database: db.Db,
	today: string,
	shown: Shown[]
): Promise<{ team: Named; patterns: string[] }[]> {
	const area = await areaFor(database, today);
	const found: { team: Named; pattern: string; score: number }[] = [];
	for (const { id, key, name, kind } of shown) {
		if (kind === 'failure') continue;
		const [candidates, outcomes, { records: conditions }] = await Promise.all([
			db.candidates(database, id, area.id, today),
			db.traitOutcomes(database, id, area.id, today),
			db.recordsOf(database, 'conditions', { pattern: key }, { limit: 200, offset: 0 })
		]);
		const fitting = candidates.filter(({ traits }) => {
			const own = Object.fromEntries(traits.map(({ trait, value }) => [trait, value]));
			return fitOf(conditions as never, own).fit !== 'breaks';
		});
		const next = rank(fitting, outcomes).slice(0, TEAMS_BY_PATTERN);
		found.push(
			...next.map(({ teamKey, teamName, score }) => ({
				...{ team: { key: teamKey, name: teamName }, pattern: name, score }
			}))
		);
	}
	return [...Map.groupBy(found, ({ team }) => team.key).values()]
		.map((own) => ({
			team: own[0]!.team,
			patterns: own
				.toSorted((a, b) => b.score - a.score)
				.map(({ pattern }) => pattern)
				.slice(0, 3),
			score: own.reduce((sum, { score }) => sum + score, 0)
		}))
		.sort((a, b) => b.score - a.score)
		.slice(0, MOST_TEAMS);
}

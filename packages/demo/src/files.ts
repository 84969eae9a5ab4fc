import type { Adoption } from './adoption.ts';
import type { Day } from './calendar.ts';
import { toIso } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import { measurementRows } from './measurements.ts';
import { METRICS } from './metrics.ts';
import { traitRows } from './organization.ts';
import type { Organization } from './organization.ts';
import type { LivePattern, ScaleEvent } from './setting.ts';
import { table } from './table.ts';
import type { Table } from './table.ts';

/** The files of the product's import format. */
export type FileName =
	| 'teams.csv'
	| 'patterns.csv'
	| 'adoption_events.csv'
	| 'metrics.csv'
	| 'measurements.csv'
	| 'links.csv'
	| 'traits.csv'
	| 'pattern_metrics.csv'
	| 'pattern_costs.csv';
/** Files that the import does not know yet. */
export type LaterFileName =
	| 'coalitions.csv'
	| 'coalition_members.csv'
	| 'coalition_patterns.csv'
	| 'scale_events.csv'
	| 'support_agreements.csv'
	| 'backings.csv';

/** All that was simulated. */
export type World = {
	organization: Organization;
	patterns: LivePattern[];
	adoptions: Adoption[];
	events: ScaleEvent[];
	seed: number;
	start: Day;
	until: Day;
};

/** The world as far as it was recorded up to its last day. */
export function importFiles(world: World): Record<FileName, Table> {
	const { organization, patterns, adoptions, seed, start, until } = world;
	return {
		'teams.csv': table(
			['team_key', 'name', 'parent_key', 'kind', 'size', 'joined_on'],
			organization.teams.map((team) => ({
				...team,
				team_key: team.key,
				parent_key: team.parent,
				joined_on: toIso(team.joined)
			}))
		),
		'patterns.csv': table(
			['pattern_key', 'name', 'kind', 'summary', 'discovered_on', 'origin_team_key'],
			patterns.map((each) => ({
				...each,
				pattern_key: each.key,
				discovered_on: toIso(each.discovered),
				origin_team_key: each.origin.key
			}))
		),
		'adoption_events.csv': adoptionEvents(adoptions, until),
		'metrics.csv': table(
			['metric_key', 'name', 'unit', 'direction', 'value_per_unit', 'currency'],
			METRICS.map((each) => ({
				...each,
				metric_key: each.key,
				value_per_unit: each.valuePerUnit,
				currency: 'EUR'
			}))
		),
		'measurements.csv': table(
			['metric_key', 'team_key', 'measured_on', 'value'],
			measurementRows(organization.leaves, adoptions, start, until, seed)
		),
		'links.csv': table(
			['from_team_key', 'to_team_key', 'kind', 'weight'],
			organization.links.map((link) => ({ ...link, from_team_key: link.from, to_team_key: link.to }))
		),
		'traits.csv': table(
			['team_key', 'trait', 'value', 'observed_on'],
			traitRows(organization, start, until, seed)
		),
		'pattern_metrics.csv': table(
			['pattern_key', 'metric_key', 'claimed_effect'],
			patterns.map(({ key, metric, claimed }) => ({
				pattern_key: key,
				metric_key: metric,
				claimed_effect: claimed
			}))
		),
		'pattern_costs.csv': table(
			['pattern_key', 'kind', 'amount', 'currency'],
			patterns.flatMap(({ key, costs }) =>
				Object.entries(costs).map(([kind, amount]) => ({ pattern_key: key, kind, amount, currency: 'EUR' }))
			)
		)
	};
}

function adoptionEvents(adoptions: Adoption[], until: Day): Table {
	const events = adoptions
		.flatMap(({ pattern, team, steps }) =>
			steps.map((step) => ({ ...step, pattern_key: pattern.key, team_key: team.key }))
		)
		.filter(({ day }) => day <= until)
		.sort((a, b) => a.day - b.day)
		.map((event) => ({ ...event, occurred_on: toIso(event.day) }));
	return table(['pattern_key', 'team_key', 'stage', 'occurred_on', 'note'], events);
}

/** Coalitions, their events, what they agreed to support, and who backs what where. */
export function laterFiles({ patterns, adoptions, events, until }: World): Record<LaterFileName, Table> {
	const held = (letters: string, letter: string) => (letters.includes(letter) ? 'yes' : 'no');
	return {
		'coalitions.csv': table(
			['coalition_key', 'name', 'goal', 'domain', 'kind'],
			COALITIONS.map((each) => ({
				...each,
				coalition_key: each.key,
				kind: each.management ? 'management' : 'team'
			}))
		),
		'coalition_members.csv': table(
			['coalition_key', 'role', 'area_team_key', 'representation', 'influence', 'sovereignty', 'expertise'],
			COALITIONS.flatMap(({ key, members }) =>
				members.map(({ role, area, rise }) => ({
					coalition_key: key,
					role,
					area_team_key: area,
					representation: held(rise, 'R'),
					influence: held(rise, 'I'),
					sovereignty: held(rise, 'S'),
					expertise: held(rise, 'E')
				}))
			)
		),
		'coalition_patterns.csv': table(
			['coalition_key', 'pattern_key'],
			patterns.map(({ key, coalition }) => ({ coalition_key: coalition, pattern_key: key }))
		),
		'scale_events.csv': table(
			['coalition_key', 'held_on', 'minutes'],
			events
				.filter(({ day }) => day <= until)
				.map(({ coalition, day, minutes }) => ({ coalition_key: coalition, held_on: toIso(day), minutes }))
		),
		'support_agreements.csv': table(
			['pattern_key', 'team_key', 'coalition_key', 'kind', 'limit_days', 'agreed_on', 'target_on'],
			adoptions.flatMap(({ pattern, team, support }) => {
				if (!support || support.agreed > until) return [];
				const { kind, days, agreed, target } = support;
				const keys = { pattern_key: pattern.key, team_key: team.key, coalition_key: pattern.coalition };
				return [{ ...keys, kind, limit_days: days, agreed_on: toIso(agreed), target_on: toIso(target) }];
			})
		),
		'backings.csv': table(
			['pattern_key', 'area_team_key', 'backed_from', 'withdrawn_on'],
			patterns.flatMap(({ key, backings }) =>
				backings
					.filter(({ from }) => from <= until)
					.map(({ area, from, withdrawn }) => ({
						pattern_key: key,
						area_team_key: area,
						backed_from: toIso(from),
						withdrawn_on: withdrawn && withdrawn <= until ? toIso(withdrawn) : undefined
					}))
			)
		)
	};
}

import type { Adoption } from './adoption.ts';
import { adoptionFiles } from './adoption-files.ts';
import type { Day } from './calendar.ts';
import { instantOf, toIso } from './calendar.ts';
import { coalitionFiles } from './coalition-files.ts';
import { eventFiles } from './event-files.ts';
import { measurementRows } from './measurements.ts';
import { METRICS } from './metrics.ts';
import { traitRows } from './organization.ts';
import type { Organization } from './organization.ts';
import type { LivePattern, ScaleEvent } from './setting.ts';
import { patternFiles, patternTable, reasonOf } from './pattern-files.ts';
import { backingRows, supportFiles } from './support.ts';
import { random } from './random.ts';
import { table } from './table.ts';
import type { Table } from './table.ts';

/** The files of the product's import format. */
export type FileName =
	| keyof ReturnType<typeof adoptionFiles>
	| keyof ReturnType<typeof coalitionFiles>
	| keyof ReturnType<typeof eventFiles>
	| keyof ReturnType<typeof patternFiles>
	| keyof ReturnType<typeof supportFiles>
	| 'teams.csv'
	| 'patterns.csv'
	| 'adoption_events.csv'
	| 'metrics.csv'
	| 'measurements.csv'
	| 'links.csv'
	| 'traits.csv'
	| 'pattern_metrics.csv'
	| 'pattern_costs.csv'
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
		...coalitionFiles(world),
		'patterns.csv': patternTable(world),
		'adoption_events.csv': adoptionEvents(adoptions, until, seed),
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
		...eventFiles(world),
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
		),
		...patternFiles(world),
		...supportFiles(world),
		...adoptionFiles(world),
		'backings.csv': table(
			[
				'pattern_key',
				'coalition_key',
				'area_key',
				'stance',
				'backed_from',
				'withdrawn_on',
				'person_key',
				'words'
			],
			backingRows(patterns, until)
		)
	};
}

/** Most of what happens is recorded the same day; some of it is learnt days or weeks later. */
function adoptionEvents(adoptions: Adoption[], until: Day, seed: number): Table {
	const dice = random(seed, 'recorded');
	const learnt = (day: Day) => {
		const late = dice.chance(0.82) ? 0 : dice.chance(0.7) ? dice.whole(1, 6) : dice.whole(10, 45);
		return instantOf(Math.min(day + late, until), dice.whole(8 * 60, 17 * 60 + 59));
	};
	const events = adoptions
		.flatMap(({ pattern, team, steps }) =>
			steps.map((step) => ({ ...step, pattern_key: pattern.key, team_key: team.key }))
		)
		.filter(({ day }) => day <= until)
		.sort((a, b) => a.day - b.day)
		.map((event) => ({
			...{ ...event, occurred_on: toIso(event.day), reason: reasonOf(event) },
			recorded_at: learnt(event.day)
		}));
	return table(['pattern_key', 'team_key', 'stage', 'occurred_on', 'note', 'reason', 'recorded_at'], events);
}

/** What records may name: each has a key and a name. */
export type Referred = 'teams' | 'people' | 'coalitions' | 'patterns' | 'metrics' | 'events';

/**
 * Where a kind of record lies. Its table has the name of the kind. A field `x` that names another record is the
 * column `x_id`, and in CSV `x_key`; the other columns have the field's name in snake case, with the types of the table.
 */
export type Kind = {
	/** The fields that name other records, and what they name. */
	refers: Record<string, Referred>;
	/** The fields that say which record it is: no two have the same. */
	identity: string[];
	/** What is stored where a field is left empty. */
	defaults?: Record<string, unknown>;
	/** Read by what is remembered from import to import (teams, patterns). */
	lasting?: boolean;
};

const adoption = { pattern: 'patterns', team: 'teams' } as const;

const kinds = {
	people: { refers: {}, identity: ['key'] },
	team_leads: { refers: { team: 'teams', person: 'people' }, identity: ['team', 'person', 'fromOn'] },
	sovereignties: { refers: { area: 'teams', person: 'people' }, identity: ['area', 'person', 'fromOn'] },
	coalitions: { refers: {}, identity: ['key'] },
	coalition_members: {
		refers: { coalition: 'coalitions', person: 'people' },
		identity: ['coalition', 'person', 'fromOn']
	},
	goals: { refers: { coalition: 'coalitions', metric: 'metrics' }, identity: ['key'] },
	patterns: {
		refers: { coalition: 'coalitions', originTeam: 'teams', mergedInto: 'patterns' },
		identity: ['key'],
		defaults: { summary: '' },
		lasting: true
	},
	conditions: {
		refers: { pattern: 'patterns' },
		identity: ['pattern', 'kind', 'trait', 'operator', 'value']
	},
	validations: {
		refers: { pattern: 'patterns', metric: 'metrics', person: 'people' },
		identity: ['pattern', 'metric', 'validatedOn']
	},
	signals: { refers: { coalition: 'coalitions' }, identity: ['coalition', 'kind', 'raisedOn', 'words'] },
	events: { refers: {}, identity: ['key'] },
	event_triggers: { refers: { event: 'events' }, identity: ['event', 'trigger'] },
	event_coalitions: {
		refers: { event: 'events', coalition: 'coalitions' },
		identity: ['event', 'coalition']
	},
	event_patterns: { refers: { event: 'events', pattern: 'patterns' }, identity: ['event', 'pattern'] },
	participants: {
		refers: { event: 'events', person: 'people', team: 'teams' },
		identity: ['event', 'person']
	},
	activities: { refers: { event: 'events' }, identity: ['event', 'position'] },
	voices: {
		refers: { event: 'events', person: 'people', ...adoption },
		identity: ['event', 'kind', 'raisedAt', 'pattern', 'team', 'person', 'words']
	},
	promotion_actions: {
		refers: { event: 'events', coalition: 'coalitions', owner: 'people' },
		identity: ['event', 'coalition', 'words']
	},
	adoption_plans: { refers: { ...adoption, owner: 'people' }, identity: ['team', 'pattern'] },
	agreements: {
		refers: {
			...adoption,
			coalition: 'coalitions',
			owner: 'people',
			receiver: 'people',
			event: 'events'
		},
		identity: ['team', 'pattern', 'agreedOn']
	},
	support_log: {
		refers: adoption,
		identity: ['team', 'pattern', 'agreedOn', 'loggedOn', 'kind', 'words']
	},
	capacities: { refers: { coalition: 'coalitions' }, identity: ['coalition', 'kind', 'fromOn'] },
	backings: {
		refers: { area: 'teams', pattern: 'patterns', coalition: 'coalitions', person: 'people' },
		identity: ['pattern', 'coalition', 'area', 'backedFrom'],
		defaults: { stance: 'backed' }
	},
	check_ins: { refers: adoption, identity: ['team', 'pattern', 'checkedOn'] },
	comments: {
		refers: { ...adoption, person: 'people' },
		identity: ['team', 'pattern', 'writtenAt', 'words']
	},
	heeded: { refers: adoption, identity: ['team', 'pattern', 'heededOn'] }
} satisfies Record<string, Kind>;

export type RecordKind = keyof typeof kinds;
export const KINDS: Record<RecordKind, Kind> = kinds;
export const RECORD_KINDS = Object.keys(kinds) as RecordKind[];

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The column of a field. */
export const columnOf = ({ refers }: Kind, field: string) => snake(field) + (field in refers ? '_id' : '');

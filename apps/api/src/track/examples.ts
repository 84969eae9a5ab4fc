import type { NewRecord, RecordKind } from '@app/contract';

/** A record of each kind as it may be sent, for whoever reads the API's description. */
export const EXAMPLES: { [K in RecordKind]: NewRecord<K> } = {
	people: { key: 'ada-okafor', name: 'Ada Okafor', email: 'ada@example.org' },
	team_leads: { team: 'payments', person: 'ada-okafor', fromOn: '2026-01-01' },
	sovereignties: { area: 'finance', person: 'ada-okafor', fromOn: '2026-01-01' },
	coalitions: { key: 'flow', name: 'Flow', kind: 'team', purpose: 'Changes reach customers within days' },
	coalition_members: {
		...{ coalition: 'flow', person: 'ada-okafor', fromOn: '2026-01-01' },
		...{ representation: true, influence: false, sovereignty: true, expertise: false }
	},
	goals: {
		...{ key: 'lead-time', coalition: 'flow', statement: 'Lead time below 8 days', domain: 'technology' },
		...{ metric: 'lead-time', baseline: 12, target: 8, setOn: '2026-01-01', dueOn: '2026-12-31' }
	},
	patterns: {
		...{ key: 'trunk', name: 'Trunk-based development', kind: 'success', state: 'published' },
		...{ summary: 'Everybody works on one line.', steps: 'Merge at least once a day.', coalition: 'flow' }
	},
	conditions: {
		...{ pattern: 'trunk', kind: 'works', trait: 'deploys_on', operator: 'is', value: 'kubernetes' },
		evidence: 'Nine of ten teams there kept it.'
	},
	validations: { pattern: 'trunk', metric: 'lead-time', validatedOn: '2026-09-30', person: 'ada-okafor' },
	signals: {
		...{ coalition: 'flow', kind: 'approach failing', source: 'missed', raisedOn: '2026-09-30' },
		words: 'Nobody outside the division picks it up.'
	},
	events: {
		...{ key: 'flow-2026-10', name: 'Flow, October 2026', state: 'planned', minutes: 45 },
		startsAt: '2026-10-14T09:00:00Z'
	},
	event_triggers: { event: 'flow-2026-10', trigger: 'pattern discovery', why: 'One pattern was published.' },
	event_coalitions: { event: 'flow-2026-10', coalition: 'flow' },
	event_patterns: { event: 'flow-2026-10', pattern: 'trunk' },
	participants: {
		...{ event: 'flow-2026-10', person: 'ada-okafor', role: 'sponsor', state: 'invited' },
		...{ function: 'platform owner', team: 'payments' }
	},
	activities: { event: 'flow-2026-10', position: 1, name: 'TOP Goal', minutes: 5 },
	voices: {
		...{ event: 'flow-2026-10', kind: 'would break', raisedAt: '2026-10-14T09:20:00Z' },
		...{ pattern: 'trunk', team: 'payments', words: 'Releases need two signatures here.' }
	},
	promotion_actions: {
		...{ event: 'flow-2026-10', coalition: 'flow', words: 'Show it at the architects’ round' },
		...{ owner: 'ada-okafor', dueOn: '2026-11-15' }
	},
	adoption_plans: { pattern: 'trunk', team: 'payments', owner: 'ada-okafor', targetOn: '2026-12-15' },
	agreements: {
		...{ pattern: 'trunk', team: 'payments', kind: 'coaching', agreedOn: '2026-10-14', amount: 3 },
		...{ coalition: 'flow', untilOn: '2026-12-15', owner: 'ada-okafor' }
	},
	support_log: {
		...{ pattern: 'trunk', team: 'payments', agreedOn: '2026-10-14', loggedOn: '2026-10-20' },
		...{ kind: 'used', amount: 0.5 }
	},
	capacities: { coalition: 'flow', kind: 'coaching', fromOn: '2026-01-01', perWeek: 4 },
	backings: { area: 'finance', pattern: 'trunk', backedFrom: '2026-10-15', person: 'ada-okafor' },
	check_ins: {
		...{ pattern: 'trunk', team: 'payments', checkedOn: '2026-11-02', state: 'stuck' },
		because: 'the release train'
	},
	comments: {
		...{ pattern: 'trunk', team: 'payments', writtenAt: '2026-11-02T10:00:00Z', person: 'ada-okafor' },
		words: 'We try it in one service first.'
	},
	heeded: {
		...{ pattern: 'big-bang', team: 'payments', heededOn: '2026-10-14', kind: 'will not start' },
		...{ costAvoided: 40000, currency: 'EUR' }
	}
};

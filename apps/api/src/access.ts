import { RECORD_KINDS, type RecordKind } from '@app/contract';

/** Who uses the product, in the words of the domain. */
const ROLES = ['leader', 'coalition member', 'team lead', 'reporter', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who is asking, and the key of the person on whose behalf. Until there is sign-in, everything runs as the one local
 * principal, who may choose.
 */
export type Principal = { name: string; roles: readonly Role[]; onBehalfOf: string | null };
export const LOCAL = { name: 'local', roles: ROLES } as const;

const all = ROLES;
const administrator = ['administrator'] as const;

/** Who enters, edits and takes out records of a kind. */
const WRITERS: Record<RecordKind, readonly Role[]> = {
	people: administrator,
	team_leads: administrator,
	sovereignties: administrator,
	coalitions: ['coalition member', 'administrator'],
	coalition_members: ['coalition member', 'administrator'],
	goals: ['coalition member', 'administrator'],
	patterns: ['coalition member', 'administrator'],
	conditions: ['coalition member', 'administrator'],
	validations: ['leader', 'administrator'],
	signals: ['coalition member', 'administrator'],
	events: ['coalition member', 'administrator'],
	event_triggers: ['coalition member', 'administrator'],
	event_coalitions: ['coalition member', 'administrator'],
	event_patterns: ['coalition member', 'administrator'],
	participants: ['coalition member', 'administrator'],
	activities: ['coalition member', 'administrator'],
	voices: ['leader', 'coalition member', 'team lead', 'administrator'],
	promotion_actions: ['coalition member', 'administrator'],
	adoption_plans: ['coalition member', 'team lead', 'administrator'],
	agreements: ['coalition member', 'team lead', 'administrator'],
	support_log: ['coalition member', 'team lead', 'administrator'],
	capacities: ['coalition member', 'administrator'],
	backings: ['leader', 'administrator'],
	check_ins: ['coalition member', 'team lead', 'administrator'],
	comments: all,
	heeded: ['coalition member', 'team lead', 'administrator']
};

/** Who may call what. A route that is not in here does not start (plugins/guards.ts). */
export const ACCESS: Record<string, readonly Role[]> = {
	'GET /api/health': all,
	'GET /api/openapi.json': all,
	'GET /api/docs/*': all,
	'GET /api/organization': all,
	'GET /api/place': all,
	'GET /api/search': all,
	'GET /api/spread': all,
	'GET /api/spread/curves': all,
	'GET /api/patterns/:key': all,
	'GET /api/patterns/:key/fit': all,
	'GET /api/opportunities': all,
	'POST /api/patterns/:key/merge': ['coalition member', 'administrator'],
	'GET /api/patterns/:key/spread': all,
	'GET /api/patterns/:key/figures': all,
	'GET /api/patterns/:key/next': all,
	'GET /api/patterns/:key/value': all,
	'GET /api/matrix': all,
	'GET /api/compare': all,
	'GET /api/funnel': all,
	'GET /api/stalled': all,
	'GET /api/backing': all,
	'GET /api/backing/compared': all,
	'GET /api/backing/waiting': all,
	'POST /api/backing': ['leader', 'administrator'],
	'GET /api/support': all,
	'POST /api/support/agreements/:id/log': ['coalition member', 'team lead', 'administrator'],
	'GET /api/value': all,
	'GET /api/heeded': all,
	'GET /api/before-after': all,
	'GET /api/patterns/:key/before-after': all,
	'GET /api/adoptions/:pattern/:team': all,
	'GET /api/adoptions/:pattern/:team/standing': all,
	'GET /api/board': all,
	'GET /api/check-in': all,
	'POST /api/check-in': ['coalition member', 'team lead', 'administrator'],
	'POST /api/adoptions': ['coalition member', 'team lead', 'administrator'],
	'POST /api/adoptions/:pattern/:team/transitions': ['coalition member', 'team lead', 'administrator'],
	'GET /api/export/*': all,
	'POST /api/export/view.xlsx': all,
	'GET /api/reports': all,
	'GET /api/reports/*': all,
	'POST /api/reports': ['leader', 'reporter', 'administrator'],
	'POST /api/reports/:id/files': all,
	'GET /api/brand': all,
	'PUT /api/brand': administrator,
	'GET /api/coalitions': all,
	'GET /api/coalitions/:key': all,
	'GET /api/people': all,
	'GET /api/people/:key': all,
	'GET /api/triggers': all,
	'GET /api/events': all,
	'GET /api/events/*': all,
	'GET /api/live/*': all,
	'POST /api/events/propose': ['coalition member', 'administrator'],
	'POST /api/events/:key/agenda': ['coalition member', 'administrator'],
	'POST /api/events/:key/voices': ['leader', 'coalition member', 'team lead', 'administrator'],
	'POST /api/events/:key/agreements': ['coalition member', 'team lead', 'administrator'],
	'GET /api/records/*': all,
	...Object.fromEntries(
		RECORD_KINDS.flatMap((kind) => [
			[`POST /api/records/${kind}`, WRITERS[kind]],
			[`PATCH /api/records/${kind}/:id`, WRITERS[kind]],
			[`DELETE /api/records/${kind}/:id`, WRITERS[kind]]
		])
	),
	'GET /api/findings': all,
	'PATCH /api/findings/:id': ['leader', 'coalition member', 'team lead', 'administrator'],
	'GET /api/channels': administrator,
	'POST /api/channels': administrator,
	'DELETE /api/channels/:id': administrator,
	'GET /api/changes': all,
	'POST /api/changes/undo': ['coalition member', 'leader', 'team lead', 'administrator'],
	'POST /api/changes/:id/undo': ['coalition member', 'leader', 'team lead', 'administrator'],
	'GET /api/teams/states': all,
	'GET /api/teams/:key': all,
	'POST /api/imports': administrator,
	'GET /api/imports': administrator,
	'GET /api/imports/:id': administrator,
	'GET /api/imports/:id/rejections.csv': administrator
};

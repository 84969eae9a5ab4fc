/** Who uses the product, in the words of the domain. */
const ROLES = ['leader', 'coalition member', 'team lead', 'reporter', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. Until there is sign-in, everything runs as the one local principal. */
export type Principal = { name: string; roles: readonly Role[] };
export const LOCAL: Principal = { name: 'local', roles: ROLES };

const all = ROLES;
const administrator = ['administrator'] as const;

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
	'GET /api/patterns/:key/spread': all,
	'GET /api/patterns/:key/figures': all,
	'GET /api/patterns/:key/next': all,
	'GET /api/patterns/:key/value': all,
	'GET /api/matrix': all,
	'GET /api/funnel': all,
	'GET /api/stalled': all,
	'GET /api/value': all,
	'GET /api/before-after': all,
	'GET /api/patterns/:key/before-after': all,
	'GET /api/adoptions/:pattern/:team': all,
	'POST /api/adoptions/:pattern/:team/transitions': ['coalition member', 'team lead', 'administrator'],
	'GET /api/export/adoptions.csv': all,
	'GET /api/export/adoption_events.csv': all,
	'GET /api/teams/states': all,
	'GET /api/teams/:key': all,
	'POST /api/imports': administrator,
	'GET /api/imports': administrator,
	'GET /api/imports/:id': administrator,
	'GET /api/imports/:id/rejections.csv': administrator
};

import type { FastifyInstance, RouteOptions } from 'fastify';
import { ACCESS, LOCAL, type Principal, type Role } from '../access.ts';

declare module 'fastify' {
	interface FastifyRequest {
		principal: Principal;
	}
	interface FastifyContextConfig {
		roles?: readonly Role[];
	}
}

/** The longest entry of the table that fits; a `*` at its end stands for everything below. */
function rolesFor(method: string, url: string): readonly Role[] | undefined {
	const route = `${method === 'HEAD' ? 'GET' : method} ${url}`;
	return (
		ACCESS[route] ??
		Object.entries(ACCESS).find(
			([entry]) => entry.endsWith('/*') && (route + '/').startsWith(entry.slice(0, -1))
		)?.[1]
	);
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses to start with a route that the table does not know, and refuses callers without a role for it. A change that another
 * website makes a browser ask for is refused: until there is sign-in, whoever reaches loopback is the local principal.
 */
export function addGuards(app: FastifyInstance): void {
	app.decorateRequest('principal');
	app.addHook('onRoute', (route: RouteOptions) => {
		for (const method of [route.method].flat()) {
			const roles = rolesFor(method, route.url);
			if (!roles) throw new Error(`access.ts does not say who may call ${method} ${route.url}`);
			route.config = { ...route.config, roles };
		}
	});
	app.addHook('onRequest', async (request, reply) => {
		const onBehalfOf = request.headers['x-on-behalf-of'];
		request.principal = { ...LOCAL, onBehalfOf: onBehalfOf ? decodeURIComponent(String(onBehalfOf)) : null };
		if (!SAFE.has(request.method) && request.headers['sec-fetch-site'] === 'cross-site') {
			return reply.problem(
				403,
				'Not allowed',
				'Changes are only taken from pages of this product. Open it, and try there.'
			);
		}
		const roles = request.routeOptions.config.roles;
		if (roles && !roles.some((role) => request.principal.roles.includes(role))) {
			return reply.problem(403, 'Not allowed', `This needs one of the roles ${roles.join(', ')}.`);
		}
	});
}

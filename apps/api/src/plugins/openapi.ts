import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { KNOWN_AT } from '@app/contract';
import type { FastifyInstance, FastifySchema } from 'fastify';

/** The schema of a question, with what every question takes (past-knowledge.ts). */
const withKnownAt = (schema: FastifySchema): FastifySchema => {
	const query = schema.querystring as { properties?: object } | undefined;
	return {
		...schema,
		querystring: { type: 'object', ...query, properties: { ...query?.properties, knownAt: KNOWN_AT } }
	};
};

/** The contract as OpenAPI 3.1 at /api/openapi.json, and as pages to read and try at /api/docs. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: {
				title: 'Scale Across',
				version: '0.1.0',
				description:
					'How practices spread across an organization, which adoptions stall, and what the spread is worth. ' +
					'Every question takes a day (`asOf`), an area (`team`, a key), and the instant up to which records count (`knownAt`); errors are RFC 9457 problems.'
			},
			servers: [{ url: '/' }]
		},
		transform: ({ schema, url, route }) => ({
			schema: route.method === 'GET' && !schema.hide ? withKnownAt(schema) : schema,
			url
		})
	});
	await app.register(swaggerUi, {
		routePrefix: '/api/docs',
		staticCSP: {
			'default-src': [`'self'`],
			'img-src': [`'self'`, 'data:'],
			// Swagger UI sets styles on its elements
			'style-src': [`'self'`, `'unsafe-inline'`],
			'frame-ancestors': [`'none'`]
		}
	});
	app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

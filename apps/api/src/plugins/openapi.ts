import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

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
					'Every question takes a day (`asOf`) and an area (`team`, a key); errors are RFC 9457 problems.'
			},
			servers: [{ url: '/' }]
		}
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

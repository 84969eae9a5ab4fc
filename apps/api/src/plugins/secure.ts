import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Tells browsers what they may do with an answer of the API: nothing but read it. */
export const secure = helmet({
	// whoever ends TLS in front of us promises it to browsers; we cannot
	strictTransportSecurity: false,
	frameguard: { action: 'deny' },
	contentSecurityPolicy: {
		useDefaults: false,
		directives: { defaultSrc: [`'none'`], frameAncestors: [`'none'`] }
	}
});

/** Secures every answer, when it is sent: what is answered from memory was secured when it was made. */
export function addSecurity(app: FastifyInstance): void {
	app.addHook('onSend', async (request, reply, body) => {
		secure(request.raw, reply.raw, (error) => {
			if (error) throw error;
		});
		return body;
	});
}

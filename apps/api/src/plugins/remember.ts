import { recordsState } from '@app/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Outside } from '../app.ts';
import { dayOf } from '../periods.ts';

declare module 'fastify' {
	interface FastifyRequest {
		etag: string | null;
	}
}

const MOST_BYTES = 64 * 1024 * 1024;
/** Answers that do not follow from the records alone. */
const OTHERS = /^\/api\/(health|docs|openapi\.json|imports)\b/;

/**
 * Answers a question again from memory as long as the records are the same, and with 304 where the caller still has
 * the answer. Whether they are the same is asked of the database each time, so that no process is ever behind another.
 */
export function addRemembering(app: FastifyInstance, { db, now }: Outside): void {
	const answers = new LRUCache<string, string>({
		maxSize: MOST_BYTES,
		sizeCalculation: (body) => body.length + 1
	});
	/** Another start may be another version, which answers otherwise. */
	const started = now().toISOString();
	const fits = ({ method, url }: FastifyRequest) =>
		method === 'GET' && url.startsWith('/api/') && !OTHERS.test(url);
	app.decorateRequest('etag', null);
	app.addHook('preHandler', async (request, reply) => {
		if (!fits(request)) return;
		const state = `${await recordsState(db)} ${dayOf(now())} ${started} ${request.url}`;
		request.etag = `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 27)}"`;
		reply.header('etag', request.etag).header('cache-control', 'private, no-cache');
		if (request.headers['if-none-match'] === request.etag) return reply.code(304).send();
		const body = answers.get(request.etag);
		if (body) return reply.type('application/json; charset=utf-8').serializer(String).send(body);
	});
	app.addHook('onSend', async (request, reply, body) => {
		if (request.etag && reply.statusCode === 200 && typeof body === 'string') answers.set(request.etag, body);
		if (request.etag && reply.statusCode >= 400) reply.removeHeader('etag');
		return body;
	});
}

import type { FastifyInstance } from 'fastify';
import type { PastKnowledge } from '../editions.ts';
import { Unanswerable } from '../problems.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** @throws Unanswerable */
function instantOf(asked: unknown, now: Date): Date {
	const instant = new Date(typeof asked === 'string' && INSTANT.test(asked) ? asked : NaN);
	if (Number.isNaN(instant.getTime())) {
		throw new Unanswerable(
			`knownAt is an instant, such as 2026-09-30T16:00:00Z; '${String(asked)}' is none. A + in a URL is written %2B.`
		);
	}
	if (instant > now)
		throw new Unanswerable(`Nobody knows yet what will be known at ${instant.toISOString()}.`);
	return instant;
}

/**
 * Every question to the API takes `knownAt`, an instant: it is answered from what had been recorded by then, as on that
 * day where no other is asked for. Comes before whatever answers from memory.
 */
export function addPastKnowledge(app: FastifyInstance, past: PastKnowledge, now: () => Date): void {
	app.addHook('onClose', () => past.close());
	app.addHook('onRequest', async (request, reply) => {
		const { knownAt: asked } = request.query as { knownAt?: unknown };
		if (asked === undefined || !request.url.startsWith('/api/')) return; // pages ask with it by themselves
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			throw new Unanswerable('What was known is not changed any more. Leave knownAt out to change what is.');
		}
		const knownAt = instantOf(asked, now());
		const { raw } = request;
		const [path, query] = raw.url!.split('?');
		const others = new URLSearchParams(query);
		others.delete('knownAt');
		raw.url = others.size > 0 ? `${path}?${others}` : path!;
		await past.answer(knownAt, { request: raw, reply: reply.raw });
		reply.hijack();
	});
}

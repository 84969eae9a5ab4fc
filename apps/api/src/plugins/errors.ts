import { Busy, ChangedMeanwhile, Missing, Refused } from '@app/db';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { AppOptions } from '../app.ts';
import { Later, NotFound, Unanswerable } from '../problems.ts';

declare module 'fastify' {
	interface FastifyReply {
		/** `more`: what else there is to say, for machines. */
		problem(status: number, title: string, detail: string, more?: Record<string, unknown>): FastifyReply;
	}
}

/** Answers every error as an RFC 9457 problem. What is not ours to explain is logged, and not shown. */
export function addErrors(app: FastifyInstance, web?: AppOptions['web']): void {
	app.decorateReply('problem', function (this: FastifyReply, status, title, detail, more) {
		return this.code(status)
			.type('application/problem+json')
			.serializer(JSON.stringify)
			.send({ type: 'about:blank', title, status, detail, instance: this.request.url, ...more });
	});
	app.setNotFoundHandler((request, reply) => {
		if (web && !request.url.startsWith('/api/')) return web(request, reply);
		return reply.problem(
			404,
			'Not found',
			`There is nothing at ${request.url}. See /api/docs for what there is.`
		);
	});
	app.setErrorHandler((error: FastifyError, request, reply) => {
		if (error instanceof NotFound) return reply.problem(404, 'Not found', error.message);
		if (error instanceof Unanswerable) return reply.problem(422, 'No answer to that', error.message);
		if (error instanceof Refused) return reply.problem(422, 'Not possible', error.message);
		if (error instanceof Missing) return reply.problem(404, 'Not found', error.message);
		if (error instanceof Busy) {
			reply.header('retry-after', '60');
			return reply.problem(503, 'Being written', error.message);
		}
		if (error instanceof Later) {
			reply.header('retry-after', '5');
			return reply.problem(503, 'Being worked out', error.message);
		}
		if (error instanceof ChangedMeanwhile)
			return reply.problem(409, 'Changed meanwhile', error.message, {
				theirs: error.theirs,
				yours: request.body
			});
		const status = error.statusCode ?? 500;
		if (status < 500) return reply.problem(status, 'The request was not understood', `${error.message}.`);
		request.log.error(error);
		return reply.problem(
			500,
			'Something broke on our side',
			`Nothing was changed. Try again; if it happens again, look for request ${request.id} in the log.`
		);
	});
}

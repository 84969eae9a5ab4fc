import { change, type Answer, type Changing, type Db } from '@app/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** Headers of more than 16 kB are not read by all. */
const MOST_NAMED = 200;

/**
 * Makes the change that a request asks for, whole or not at all, on behalf of whom it says, and answers. A request that
 * comes again with the same `idempotency-key` gets the first one's answer. The header `x-change` names what can be undone,
 * where it is not too much for a header.
 */
export async function answerChange(
	db: Db,
	now: () => Date,
	request: FastifyRequest,
	reply: FastifyReply,
	work: (changing: Changing) => Promise<Answer>
): Promise<never> {
	const { principal, headers, method, url, body } = request;
	const { name: by, onBehalfOf } = principal;
	const key = headers['idempotency-key'];
	const asked = createHash('sha256')
		.update(JSON.stringify([method, url, by, onBehalfOf, body]))
		.digest('base64url');
	const answer = await change(
		db,
		{ by, onBehalfOf, at: now().toISOString() },
		key === undefined ? null : { key: String(key), asked },
		work
	);
	if (answer.changes.length > 0 && answer.changes.length <= MOST_NAMED)
		reply.header('x-change', answer.changes.join(' '));
	return reply.code(answer.status).send(answer.body) as never;
}

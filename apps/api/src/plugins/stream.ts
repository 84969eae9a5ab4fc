import type { LiveEvent } from '@app/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { secure } from './secure.ts';

/** How often something is sent when there is nothing to say, so that nobody in between takes the line for dead. */
const HEARTBEAT_MS = 15_000;
/** How soon a browser comes again. */
const RETRY_MS = 2000;

/**
 * Answers with a stream of server-sent events: what an event is whenever it changes. Who comes again with
 * `Last-Event-ID` is not told what they have seen.
 *
 * @param watch begins to watch, and returns how to stop
 */
export function stream(
	request: FastifyRequest,
	reply: FastifyReply,
	watch: (send: (event: LiveEvent) => void) => () => void
): void {
	reply.hijack();
	const { raw } = reply;
	secure(request.raw, raw, () => {});
	raw.writeHead(200, {
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-store, no-transform',
		'x-accel-buffering': 'no'
	});
	raw.write(`retry: ${RETRY_MS}\n\n`);
	let seen = request.headers['last-event-id'];
	const leave = watch((event) => {
		if (event.id === seen) return;
		seen = event.id;
		raw.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
	});
	const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
	raw.once('close', () => {
		clearInterval(heartbeat);
		leave();
	});
}

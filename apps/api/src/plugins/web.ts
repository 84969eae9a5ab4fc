import { inject } from 'light-my-request';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { AppOptions } from '../app.ts';
import { PAGE_HEADERS } from './remember.ts';
import { secure } from './secure.ts';

/** A question to the API that never leaves the process; the pages find it on their request as `api`. */
type Door = (url: string, init?: RequestInit) => Promise<Response>;
type Handler = (
	request: IncomingMessage & { api?: Door },
	response: ServerResponse,
	next: () => void
) => void;

/** Headers of a connection, not of what is sent over it. */
const OF_CONNECTION = ['connection', 'date', 'keep-alive', 'transfer-encoding'];

/** Calls as from outside a page: what the API opens on the way, as connections, would hold the page as long as it lasts. */
const outsidePage = AsyncLocalStorage.snapshot();

/**
 * The pages that `npm run build` made, as the answer to everything outside /api.
 *
 * @param handler the built `handler.js` of SvelteKit's adapter-node
 */
export async function loadWeb(handler: URL): Promise<NonNullable<AppOptions['web']>> {
	const { handler: page }: { handler: Handler } = await import(handler.href);
	const answer = (asked: FastifyRequest, raw: IncomingMessage, response: ServerResponse) => {
		// SvelteKit takes the protocol from here (PROTOCOL_HEADER in server.ts), else it believes in https
		raw.headers['x-forwarded-proto'] = asked.protocol;
		page(Object.assign(raw, { api: doorFor(asked) }), response, () => response.writeHead(404).end());
	};
	return async (request, reply) => {
		if (!request.view) {
			reply.hijack();
			return secure(request.raw, reply.raw, () => answer(request, request.raw, reply.raw));
		}
		// what is to be remembered is made from nothing but what it is remembered by
		const headers = PAGE_HEADERS.flatMap((name) =>
			request.headers[name] ? [[name, request.headers[name]]] : []
		);
		const made = await inject(
			(raw, response) => answer(request, raw as unknown as IncomingMessage, response),
			{ url: request.url, headers: Object.fromEntries(headers) }
		);
		for (const [name, value] of Object.entries(made.headers))
			if (!OF_CONNECTION.includes(name)) reply.header(name, value);
		return reply.code(made.statusCode).send(made.rawPayload);
	};
}

function doorFor(page: FastifyRequest): Door {
	return async (url, init) => {
		const asked = new Request(new URL(url, 'http://localhost'), init);
		const question = {
			method: asked.method as 'GET',
			url,
			headers: Object.fromEntries(asked.headers),
			...(asked.body && { payload: Buffer.from(await asked.arrayBuffer()) })
		};
		const answer = await outsidePage(() => page.server.inject(question));
		if (page.view && !answer.headers['etag']) page.view.lasting = false; // a page is remembered if all it shows is
		const empty = answer.statusCode === 204 || answer.statusCode === 304;
		const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
			[value ?? []].flat().map((one): [string, string] => [name, String(one)])
		);
		return new Response(empty ? null : (answer.rawPayload as Buffer<ArrayBuffer>), {
			status: answer.statusCode,
			headers
		});
	};
}

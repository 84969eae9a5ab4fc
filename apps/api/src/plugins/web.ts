import compression from 'compression';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { AppOptions } from '../app.ts';

/** A question to the API that never leaves the process; the pages find it on their request as `api`. */
type Door = (url: string, init?: RequestInit) => Promise<Response>;
type Handler = (
	request: IncomingMessage & { api?: Door },
	response: ServerResponse,
	next: () => void
) => void;

/**
 * The pages that `npm run build` made, as the answer to everything outside /api.
 *
 * @param handler the built `handler.js` of SvelteKit's adapter-node
 */
export async function loadWeb(handler: URL): Promise<NonNullable<AppOptions['web']>> {
	const { handler: answer }: { handler: Handler } = await import(handler.href);
	const compress = compression() as unknown as Handler;
	return (request, reply) => {
		reply.hijack();
		for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
		// SvelteKit takes the protocol from here (PROTOCOL_HEADER in server.ts), else it believes in https
		request.raw.headers['x-forwarded-proto'] = request.protocol;
		const raw = Object.assign(request.raw, { api: doorTo(request.server) });
		compress(raw, reply.raw, () => answer(raw, reply.raw, () => reply.raw.writeHead(404).end()));
	};
}

function doorTo(app: FastifyInstance): Door {
	return async (url, init) => {
		const asked = new Request(new URL(url, 'http://localhost'), init);
		const answer = await app.inject({
			method: asked.method as 'GET',
			url,
			headers: Object.fromEntries(asked.headers),
			...(asked.body && { payload: Buffer.from(await asked.arrayBuffer()) })
		});
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

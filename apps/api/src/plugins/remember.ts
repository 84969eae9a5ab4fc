import { Negotiator } from '@fastify/accept-negotiator';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, type BrotliOptions } from 'node:zlib';
import { dayOf } from '../periods.ts';
import type { Records } from '../records.ts';

/** What is sent again and again: as it goes over the wire, headers as Node takes them. */
type Answer = { etag: string; headers: string[]; body: Uint8Array };
/** An answer that follows from the request and the state of the records alone. */
type View = { etag: string; encoding: string; lasting: boolean; made: (answer?: Answer) => void };

declare module 'fastify' {
	interface FastifyRequest {
		/** What the answer will be remembered as, if it turns out to be `lasting`; null where it never can be. */
		view: View | null;
	}
}

const MOST_BYTES = 16 * 1024 * 1024;
/** What an answer takes beside its body: some forty texts of headers, its key, and its place. */
const BESIDE_BYTES = 4 * 1024;
/** Below this, headers outweigh what compressing saves. */
const LEAST_BYTES = 1024;
/** Answers that do not follow from the records alone, or that are too long to hold. */
const OTHERS =
	/^\/(api\/(health|docs|openapi\.json|imports|export|channels|reports\/files|events\/[^/]+\/live)\b|_app\/)/;
/** What a page may know of a request besides its URL (plugins/web.ts). */
export const PAGE_HEADERS = ['host', 'cookie', 'accept-language'] as const;

/** Up to this, handing it to another thread takes longer than compressing it: some 0.1 ms. */
const SMALL_BYTES = 16 * 1024;
const brotli = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);
// quality 2 takes two thirds of the time of 3 for as many bytes, and a third of that of 5 for a twentieth more
const quick: BrotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };
/** In pieces of 4 kB: in those of 16 kB, 2,000 answers a second are 30 MB of garbage. */
const small: BrotliOptions = { ...quick, chunkSize: 4096 };
const COMPRESS: Record<string, (body: Buffer) => Promise<Buffer> | Buffer> = {
	br: (body) => (body.length <= SMALL_BYTES ? brotliCompressSync(body, small) : brotli(body, quick)),
	gzip: promisify<Buffer, Buffer>(gzip)
};
const encodings = new Negotiator({
	supportedValues: ['br', 'gzip', 'identity'],
	cache: new LRUCache({ max: 100 })
});

/**
 * Answers a question again from memory, compressed once, as long as the records are the same, and with 304 where the
 * caller still has the answer. Whether they are the same is asked of the database each time, so that no process is
 * ever behind another. Those who ask for what is being made for somebody else wait for that.
 */
export function addRemembering(app: FastifyInstance, records: Records, now: () => Date): void {
	const answers = new LRUCache<string, Answer>({
		maxSize: MOST_BYTES,
		sizeCalculation: ({ body }) => body.length + BESIDE_BYTES
	});
	const making = new Map<string, Promise<Answer | undefined>>();
	/** Another start may be another version, which answers otherwise. */
	const started = randomUUID();

	app.decorateRequest('view', null);
	app.addHook('onRequest', async (request, reply) => {
		const { method, url, headers } = request;
		if ((method !== 'GET' && method !== 'HEAD') || OTHERS.test(url)) return;
		const state = await records.state().catch(() => null); // what fails here fails in the handler too, which says so
		if (state === null) return;
		const who = url.startsWith('/api/') ? '' : PAGE_HEADERS.map((name) => headers[name]).join('\n');
		const encoding = encodings.negotiate(headers['accept-encoding'] ?? '') ?? 'identity';
		const key = [encoding, state, dayOf(now()), url, who].join('\n');
		const answer = answers.get(key) ?? (await making.get(key));
		const etag = answer?.etag ?? etagOf(started + key);
		const unchanged = headers['if-none-match'] === etag;
		if (answer || unchanged) {
			reply.hijack(); // all is said
			if (unchanged) return void reply.raw.writeHead(304, { etag, ...caching(url) }).end();
			return void reply.raw.writeHead(200, answer!.headers).end(answer!.body);
		}
		if (method === 'HEAD' || reply.raw.destroyed) return; // only whole answers are remembered; who left closes no more
		const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
		making.set(key, promise);
		const view: View = { etag, encoding, lasting: true, made };
		function made(answer?: Answer) {
			if (making.get(key) === promise) making.delete(key);
			if (answer && view.lasting) answers.set(key, answer);
			resolve(answer);
		}
		request.view = view;
		reply.raw.once('close', () => made()); // nothing came of it
	});

	// the same question will have another answer soon
	app.addHook('preSerialization', async ({ view }, _, answer: { pending?: object | null } | null) => {
		if (view && answer?.pending) view.lasting = false;
		return answer;
	});

	app.addHook('onSend', async ({ view, url }, reply, body) => {
		if (!view || reply.statusCode !== 200 || !(typeof body === 'string' || Buffer.isBuffer(body)))
			return body;
		reply.headers(caching(url));
		if (view.lasting) reply.header('etag', view.etag);
		let bytes: Buffer = Buffer.from(body as string);
		const compress = COMPRESS[view.encoding];
		if (compress && bytes.length >= LEAST_BYTES) {
			bytes = await compress(bytes);
			reply.header('content-encoding', view.encoding);
		}
		reply.header('content-length', bytes.length);
		const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
		// to all who wait: also what is pending, unless it is a page, which may show what is not of the records
		if (view.lasting || url.startsWith('/api/')) {
			const body = new Uint8Array(bytes); // a copy: zlib gives a part of a larger piece
			view.made({ etag: view.etag, headers, body });
		}
		return bytes;
	});
}

/** To be kept by whoever asked, and asked for again each time. */
const caching = (url: string) => ({
	'cache-control': 'private, no-cache',
	vary: url.startsWith('/api/') ? 'accept-encoding' : 'accept-encoding, cookie, accept-language'
});

const etagOf = (key: string) => `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`;

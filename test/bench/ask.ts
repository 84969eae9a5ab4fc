import autocannon from 'autocannon';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export type Answer = {
	status: number;
	headers: IncomingHttpHeaders;
	/** As it came over the wire, compressed or not. */
	body: Buffer;
	firstByteMs: number;
	ms: number;
};
type Question = { method?: string; headers?: Record<string, string>; body?: unknown };
export type Ask = (path: string, question?: Question) => Promise<Answer>;

/** What a browser sends with every question. */
export const browserHeaders = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en-US' };

/** One client of a server: it keeps its connection, and asks one thing after the other; or several such at once. */
export function clientOf(base: string, connections = 1): Ask {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	return (path, { method = 'GET', headers = {}, body } = {}) =>
		new Promise((resolve, reject) => {
			const began = performance.now();
			const json = body === undefined ? {} : { 'content-type': 'application/json' };
			const options = { agent, method, headers: { ...browserHeaders, ...json, ...headers } };
			const asked = request(base + path, options, (answer) => {
				const firstByteMs = performance.now() - began;
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('error', reject);
				answer.on('end', () => {
					const ms = performance.now() - began;
					const { statusCode: status = 0, headers } = answer;
					resolve({ status, headers, body: Buffer.concat(chunks), firstByteMs, ms });
				});
			});
			asked.on('error', reject);
			asked.end(body === undefined ? undefined : JSON.stringify(body));
		});
}

/** What an answer says, decompressed. */
export function plain({ headers, body }: Answer): Buffer {
	const encoding = headers['content-encoding'];
	return encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
}

/** The value below which a share of them lie; NaN of none. */
export function quantile(values: number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Also counted by autocannon, though its types do not say so. */
type Totals = autocannon.Result & { statusCodeStats: Record<string, { count: number }> };
export type Load = { perSecond: number; p50: number; p99: number; count: number; errors: number };

/**
 * Many clients at once, each asking again as soon as it is answered. autocannon, since it needs so little of the two
 * cores that the server and the database have to live on too; its own percentiles are whole milliseconds, so we take
 * every response time.
 */
export async function load(
	base: string,
	question: { connections: number; seconds: number; path: () => string; headers?: Record<string, string> }
): Promise<Load> {
	const { connections, seconds, path, headers = {} } = question;
	const times: number[] = [];
	const options: autocannon.Options = {
		url: base,
		connections,
		duration: seconds,
		timeout: 30,
		headers: { ...browserHeaders, ...headers },
		requests: [{ setupRequest: (asked) => ({ ...asked, path: path() }) }]
	};
	const result = await new Promise<Totals>((resolve, reject) => {
		const run = autocannon(options, (error, totals) => (error ? reject(error) : resolve(totals as Totals)));
		run.on('response', (_client, _status, _bytes, ms) => times.push(ms));
	});
	const { errors, timeouts, duration, non2xx, statusCodeStats } = result;
	const unchanged = statusCodeStats['304']?.count ?? 0;
	return {
		perSecond: times.length / duration,
		p50: quantile(times, 0.5),
		p99: quantile(times, 0.99),
		count: times.length,
		errors: errors + timeouts + non2xx - unchanged
	};
}

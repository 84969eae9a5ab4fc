import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
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

export type Load = { perSecond: number; p50: number; p99: number; count: number; errors: number };

/** Asks for the paths of a file one after the other, and says at the end what came of it, times in ms. */
const WRK_SCRIPT = `
local requests, n = {}, 0
function init(args)
	for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format('GET', path) end
end
function request()
	n = n % #requests + 1
	return requests[n]
end
function done(summary, latency)
	local errors = summary.errors
	local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
	io.write(string.format('{"count":%d,"errors":%d,"seconds":%f,"p50":%f,"p99":%f}\\n', summary.requests, failed,
		summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end`;

/** Throws where there is no wrk, for `load` to ask with: to be known before the data are made, which takes minutes. */
export function assertWrk(): void {
	const { error } = spawnSync('wrk', ['-v']);
	if (error)
		throw new Error('The benchmark asks with wrk, which is missing: apt-get install wrk', { cause: error });
}

/**
 * Many clients at once, each asking again as soon as it is answered, the paths in turn. By wrk, a client in C on one
 * thread: one in Node needs more of the two cores, on which the server and the database live too, than the server
 * itself. Its percentiles also count whoever would have had to wait behind a slow answer.
 */
export async function load(
	base: string,
	question: { connections: number; seconds: number; paths: string[]; headers?: Record<string, string> }
): Promise<Load> {
	const { connections, seconds, paths, headers = {} } = question;
	const folder = await mkdtemp(`${tmpdir()}/bench-`);
	try {
		await writeFile(`${folder}/paths`, paths.join('\n'));
		await writeFile(`${folder}/script.lua`, WRK_SCRIPT);
		const sent = Object.entries({ ...browserHeaders, ...headers });
		const { stdout } = await promisify(execFile)('wrk', [
			...['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout=30s', '-s', `${folder}/script.lua`],
			...sent.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
			...[base, '--', `${folder}/paths`]
		]);
		const { seconds: took, ...result } = JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as {
			[value in 'count' | 'errors' | 'seconds' | 'p50' | 'p99']: number;
		};
		return { ...result, perSecond: result.count / took };
	} finally {
		await rm(folder, { recursive: true });
	}
}

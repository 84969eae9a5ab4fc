import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { browserHeaders, quantile } from '../ask.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { watchMemory } from './many-readers.ts';

const EVENTS = '/api/export/adoption_events.csv';
const ADOPTIONS = '/api/export/adoptions.csv';
const ALL = [
	LINES.exportAdoptions,
	LINES.exportEvents,
	LINES.exportFirst,
	LINES.exportMemory,
	LINES.exportLeft,
	LINES.exportSlow
];

/** Whole exports; then readers that leave in the middle, or read slowly. */
export async function exports(bench: Bench): Promise<void> {
	const answer = await open(bench.product.base + ADOPTIONS);
	answer.destroy();
	if (answer.statusCode !== 200) {
		for (const line of ALL) bench.report.add(line, { value: null, note: `answers ${answer.statusCode}` });
		return;
	}
	await whole(bench);
	await leaving(bench);
	await slow(bench);
}

async function whole({ product, times, report }: Bench): Promise<void> {
	const before = product.memory();
	using memory = watchMemory(product);
	const firstBytes: number[] = [];
	for (const [line, path] of [
		[LINES.exportAdoptions, ADOPTIONS],
		[LINES.exportEvents, EVENTS]
	] as const) {
		const rates: number[] = [];
		let rows = 0;
		for (let n = 0; n < times(3); n++) {
			const began = performance.now();
			const answer = await open(product.base + path);
			rows = -1; // the header
			for await (const chunk of answer as AsyncIterable<Buffer>) {
				if (rows === -1) firstBytes.push(performance.now() - began);
				rows += newlines(chunk);
			}
			rates.push(rows / ((performance.now() - began) / 1000));
		}
		report.add(line, {
			value: quantile(rates, 0.5),
			note: `${rows.toLocaleString('en')} rows, ${rates.length} times`
		});
	}
	report.add(LINES.exportFirst, { value: quantile(firstBytes, 0.5), note: `${firstBytes.length} exports` });
	report.add(LINES.exportMemory, { value: memory.stop() - before, note: `from ${before.toFixed(0)} MB` });
}

/** Five readers take a first piece and go; a second later the database must not work for them any more. */
async function leaving({ product, sql, report }: Bench): Promise<void> {
	for (let n = 0; n < 5; n++) {
		const answer = await open(product.base + EVENTS);
		await once(answer, 'data');
		answer.destroy();
	}
	await wait(1000);
	const [left] = await sql`SELECT count(*)::int AS n FROM pg_stat_activity
		WHERE query ~* '^\\s*(copy|fetch|declare)' AND state <> 'idle' AND datname = current_database()`;
	report.add(LINES.exportLeft, { value: left!['n'], note: 'of 5, a second later' });
}

/** A reader that takes 64 kB ten times a second: what waits for it must wait in the database. */
async function slow({ product, times, report }: Bench): Promise<void> {
	const before = product.memory();
	using memory = watchMemory(product);
	const answer = await open(product.base + EVENTS);
	const until = performance.now() + times(10) * 1000;
	let bytes = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		await wait(100);
		if (performance.now() > until) break;
	}
	report.add(LINES.exportSlow, {
		value: memory.stop() - before,
		note: `${(bytes / 1024).toFixed(0)} kB in ${times(10)} s`
	});
}

/** An answer as it arrives: not decompressed, nobody has read of it yet. */
function open(url: string): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		request(url, { agent: false, headers: { ...browserHeaders, 'accept-encoding': 'identity' } }, resolve)
			.on('error', reject)
			.end();
	});
}

function newlines(chunk: Buffer): number {
	let count = 0;
	for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
	return count;
}

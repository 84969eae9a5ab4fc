import { clientOf, load } from '../ask.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import type { Product } from '../product.ts';
import { SIZES } from '../sizes.ts';

const connections = 16;
const view = '/api/spread/curves?by=week';

/** 16 clients at once: questions that were not asked before, and one that was, with and without its ETag. */
export async function manyReaders(bench: Bench): Promise<void> {
	const { product, floor, size, times, report } = bench;
	const seconds = times(10);
	using memory = watchMemory(product);
	const { patterns } = SIZES[size];
	// more than can be asked in a run, no two the same, and none of them was asked in an earlier run
	const shift = Math.floor(Math.random() * 1e6);
	const fresh = Array.from({ length: 100_000 }, (_, n) => {
		const from = day(2023, Math.floor(n / patterns));
		return `/api/patterns/pattern-${1 + (n % patterns)}/spread?by=week&from=${from}&to=${day(2026, (n + shift) % 170)}`;
	});
	await load(product.base, { connections, seconds: 2, paths: fresh.splice(0, 20_000) });
	const curve = await load(product.base, { connections, seconds, paths: fresh });
	const known = Array.from({ length: patterns }, (_, n) => `/query/curve?pattern=${1 + n}`);
	const curveFloor = await load(floor, { connections, seconds, paths: known });
	const note = `${curve.count} requests, ${curve.errors} errors`;
	report.add(LINES.curveRate, { value: curve.perSecond, floor: curveFloor.perSecond, note });
	report.add(LINES.curveWait, { value: curve.p99, floor: curveFloor.p99, note: '' });

	const { body, headers } = await clientOf(product.base)(view);
	const bytes = await load(floor, { connections, seconds, paths: [`/bytes/${body.length}`] });
	const again = await load(product.base, { connections, seconds, paths: [view] });
	report.add(LINES.againRate, {
		value: again.perSecond,
		floor: bytes.perSecond,
		note: `${again.count} requests, ${again.errors} errors`
	});
	report.add(LINES.againWait, { value: again.p99, floor: bytes.p99, note: '' });
	const given = { 'if-none-match': headers.etag ?? '' };
	const etag = await load(product.base, { connections, seconds, paths: [view], headers: given });
	report.add(LINES.etagRate, {
		value: etag.perSecond,
		note: `${etag.count} requests, ${etag.errors} errors`
	});
	report.add(LINES.etagWait, { value: etag.p99, note: '' });
	report.add(LINES.memory, { value: memory.stop(), note: 'at most, over all of these' });
}

/** The day that comes so many days after the first of a year. */
const day = (year: number, days: number) => new Date(Date.UTC(year, 0, 1 + days)).toISOString().slice(0, 10);

/**
 * Looks ten times a second how much memory the product holds; `stop` says how much that was at most. Where a part
 * fails, looking ends with it: the product is stopped then, and the error that counts is the part's.
 */
export function watchMemory(product: Product): Disposable & { stop: () => number } {
	let highest = product.memory();
	const watch = setInterval(() => (highest = Math.max(highest, product.memory())), 100);
	return {
		stop() {
			clearInterval(watch);
			return highest;
		},
		[Symbol.dispose]: () => clearInterval(watch)
	};
}

import { clientOf, load } from '../ask.ts';
import { commit } from '../changes.ts';
import { LINES, READS } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { SIZES } from '../sizes.ts';
import { watchMemory } from './many-readers.ts';

/** 500 people who look at what the API tells of the whole and of single things, a hundred patterns among it, while a change comes every second. */
export async function crowd({ product, size, changes, times, report }: Bench): Promise<void> {
	const seconds = times(60);
	const ask = clientOf(product.base);
	const views: string[] = [];
	for (const { path, grows } of READS) if (grows && (await ask(path)).status === 200) views.push(path);
	for (let n = 0; n < 100; n++)
		views.push(`/api/patterns/pattern-${1 + ((n * 7) % SIZES[size].patterns)}/spread?by=week`);
	await load(product.base, { connections: 500, seconds: 5, paths: views });
	const before = product.memory();
	using memory = watchMemory(product);
	const change = setInterval(() => void commit(ask, changes.next().value), 1000);
	const { p50, p99, errors, count } = await load(product.base, {
		connections: 500,
		seconds,
		paths: views
	}).finally(() => clearInterval(change));
	const note = `${count} requests in ${seconds} s, p50 ${p50.toFixed(0)} ms, ${views.length} views`;
	report.add(LINES.crowdErrors, { value: errors, note });
	report.add(LINES.crowdWait, { value: p99, note: '' });
	report.add(LINES.crowdMemory, {
		value: memory.stop() - before,
		note: `from ${before.toFixed(0)} MB after the first 5 s`
	});
}

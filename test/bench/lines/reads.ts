import { clientOf, plain, quantile, type Answer } from '../ask.ts';
import { commit } from '../changes.ts';
import { LINES, READS, type Read } from '../lines.ts';
import type { Bench } from '../parts.ts';

/**
 * Every read by one client. Before each, a change is committed, so that no answer can come from memory; product and
 * floors take turns, so that they meet the same machine.
 */
export async function reads(bench: Bench): Promise<void> {
	for (const read of READS) await measure(bench, read);
}

async function measure({ product, floor, changes, times, report }: Bench, read: Read): Promise<void> {
	const [ask, askFloor] = [clientOf(product.base), clientOf(floor)];
	const first = await ask(read.path);
	if (first.status !== 200) return report.add(read, { value: null, note: `answers ${first.status}` });
	const taken = { product: [] as number[], query: [] as number[], bytes: [] as number[] };
	let last = first;
	let query: Answer | undefined;
	let changed = true;
	for (let n = -5; n < times(100); n++) {
		changed = (await commit(ask, changes.next().value)).status < 300 && changed;
		last = await ask(changed ? read.path : another(read.path));
		const bytes = await askFloor(`/bytes/${last.body.length}`);
		query = read.floor ? await askFloor(`/query/${read.floor}`) : undefined;
		if (query && query.status !== 200) throw new Error(`The floor ${read.floor} answers ${plain(query)}`);
		if (n < 0) continue; // statements are prepared, code is compiled
		taken.product.push(last.ms);
		taken.bytes.push(bytes.ms);
		if (query) taken.query.push(query.ms);
	}
	const notes = [
		`${taken.product.length} requests`,
		`p99 ${quantile(taken.product, 0.99).toFixed(1)} ms`,
		...(read.floor ? [`ready bytes ${quantile(taken.bytes, 0.5).toFixed(2)} ms`] : []),
		`${kB(last.body)}, plain ${kB(plain(last))}${query ? `, floor ${kB(query.body)}` : ''}`,
		...(changed ? [] : ['by a new address, not after a change'])
	];
	report.add(read, {
		value: quantile(taken.product, 0.5),
		floor: quantile(read.floor ? taken.query : taken.bytes, 0.5),
		note: notes.join(', ')
	});
	if (read === READS[0]) report.add(LINES.curvesSize, { value: last.body.length / 1024, note: '' });
}

const kB = ({ length }: Buffer) => `${(length / 1024).toPrecision(3)} kB`;

/** The same question under an address that was not asked before. */
const another = (path: string) => `${path}${path.includes('?') ? '&' : '?'}_=${Math.random()}`;

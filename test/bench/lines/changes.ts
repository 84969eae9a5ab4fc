import { clientOf, quantile } from '../ask.ts';
import { commit } from '../changes.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';

/** Single changes by one client, each in its own transaction, as the product commits them: fsync on. */
export async function changes({ product, sql, changes, times, report }: Bench): Promise<void> {
	const ask = clientOf(product.base);
	const [fsync] = await sql`SHOW fsync`;
	const taken = { whole: [] as number[], keep: [] as number[] };
	for (let n = -10; n < times(300); n++) {
		const { status, ms, headers, body } = await commit(ask, changes.next().value);
		if (status >= 400) {
			const note = `answers ${status}: ${body.toString().slice(0, 100)}`;
			report.add(LINES.change, { value: null, note });
			return report.add(LINES.changeKept, { value: null, note: '' });
		}
		if (n < 0) continue;
		taken.whole.push(ms);
		taken.keep.push(Number(/keep;dur=([\d.]+)/.exec(String(headers['server-timing']))?.[1]));
	}
	const p99 = quantile(taken.whole, 0.99).toFixed(1);
	const note = `${taken.whole.length} changes, p99 ${p99}, fsync ${fsync!['fsync']}`;
	report.add(LINES.change, { value: quantile(taken.whole, 0.5), note });
	report.add(LINES.changeKept, {
		value: quantile(taken.keep, 0.5),
		note: 'as the server tells (server-timing)'
	});
}

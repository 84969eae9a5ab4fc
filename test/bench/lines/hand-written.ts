import { quantile } from '../ask.ts';
import { HAND_WRITTEN, query } from '../floor-tables.ts';
import type { Bench } from '../parts.ts';

/** The SQL of ../shared/bench/sql by itself: how near the database alone could come. */
export async function handWritten({ sql, times, report }: Bench): Promise<void> {
	await sql`SET search_path = floor`;
	for (const file of HAND_WRITTEN) {
		const taken: number[] = [];
		const count = times(file.startsWith('raw_') && !/\d\.sql$/.test(file) ? 5 : 50);
		for (let n = 0; n <= count; n++) {
			const text = query(file, 1 + Math.floor(Math.random() * 300));
			const began = performance.now();
			await sql.unsafe(text, [], { prepare: true });
			if (n > 0) taken.push(performance.now() - began);
		}
		report.add(
			{ line: `bench/sql/${file}`, unit: 'ms' },
			{ value: quantile(taken, 0.5), note: `${taken.length} times` }
		);
	}
	await sql`RESET search_path`;
}

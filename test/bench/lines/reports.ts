import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf, plain, quantile, type Ask } from '../ask.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { watchMemory } from './many-readers.ts';

const FORMATS = ['pptx', 'xlsx', 'pdf', 'csv', 'json'];
/** What somebody else asks for meanwhile, ten times a second, each time another question. */
const others = (n: number) =>
	`/api/patterns/pattern-${1 + (n % 300)}/spread?by=week&from=2024-01-0${1 + (n % 9)}`;

/** The report of the last quarter that is over: composed, then all its files, while others ask. */
export async function reports({ product, times, report }: Bench): Promise<void> {
	const ask = clientOf(product.base);
	const json = async (path: string) => JSON.parse(plain(await ask(path)).toString());
	type Quarter = { name: string; to: string; state: string };
	const { quarters } = (await json('/api/reports')) as { quarters: Quarter[] };
	const own = quarters.findIndex(({ state }) => state === 'over');
	const quarter = quarters[own]!.name;
	// the effects of the days that it is about are worked out once, for minutes
	for (const { to } of quarters.slice(own, own + 2))
		while (((await json(`/api/value?asOf=${to}`)) as { pending: unknown }).pending) await sleep(1000);
	const before = await waitsOf(clientOf(product.base), sleep(times(10) * 1000));
	using memory = watchMemory(product);
	const made = make(ask, quarter);
	const waits = await waitsOf(clientOf(product.base), made);
	report.add(LINES.report, { value: (await made) / 1000, note: `of ${quarter}` });
	report.add(LINES.reportMemory, { value: memory.stop(), note: '' });
	report.add(LINES.reportOthers, {
		value: quantile(waits, 0.99),
		floor: quantile(before, 0.99),
		note: `${waits.length} requests; floor: without the report`
	});
}

/** Asks for all files at once; how many ms until the last one is there. */
async function make(ask: Ask, quarter: string): Promise<number> {
	const began = performance.now();
	const asked = async (path: string, body?: object) =>
		JSON.parse(plain(await ask(path, body ? { method: 'POST', body } : {})).toString()) as {
			id: string;
			state: string;
			error: string | null;
		};
	const files: string[] = [];
	for (const format of FORMATS)
		files.push((await asked(`/api/reports/draft/files?quarter=${quarter}`, { format })).id);
	for (const id of files)
		for (;;) {
			const { state, error } = await asked(`/api/reports/files/${id}`);
			if (state === 'failed') throw new Error(error!);
			if (state === 'done') break;
			await sleep(100);
		}
	return performance.now() - began;
}

/** How long others wait until it is over. */
async function waitsOf(ask: Ask, over: Promise<unknown>): Promise<number[]> {
	const waits: number[] = [];
	let going = true;
	const end = over.then(() => (going = false));
	for (let n = Math.floor(Math.random() * 2000); going; n++) {
		waits.push((await ask(others(n))).ms);
		await sleep(100);
	}
	await end;
	return waits;
}

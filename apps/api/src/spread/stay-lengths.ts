import type { StageLengths } from '@app/db';
import { LRUCache } from 'lru-cache';

/** How often which length in days occurred, shortest first: each once for stays that are over and once for those still running. */
export type StayLengths = {
	time: number[];
	event: boolean[];
	count: number[];
	/** How many stays went on, ended, and still run. */
	stays: Record<StageLengths['next'], number>;
};
export const NO_STAYS: StayLengths = {
	...{ time: [], event: [], count: [] },
	stays: { on: 0, ended: 0, running: 0 }
};

const longer = (counts: Int32Array, length: number) => {
	const own = new Int32Array(length);
	own.set(counts);
	return own;
};

/** The stays in one stage, added up from lists of them, some of which may be taken away again. */
class Sum {
	#left = new Int32Array(0);
	#running = new Int32Array(0);
	#stays = { ...NO_STAYS.stays };

	add({ next, days, stays, longest }: StageLengths, sign: 1 | -1): void {
		if (longest >= this.#left.length)
			[this.#left, this.#running] = [longer(this.#left, longest + 1), longer(this.#running, longest + 1)];
		const counts = next === 'running' ? this.#running : this.#left;
		for (let i = 0; i < days.length; i++) {
			counts[days[i]!]! += sign * stays[i]!;
			this.#stays[next] += sign * stays[i]!;
		}
	}

	lengths(): StayLengths {
		const found: StayLengths = { time: [], event: [], count: [], stays: { ...this.#stays } };
		for (let day = 0; day < this.#left.length; day++)
			for (const counts of [this.#left, this.#running]) {
				if (counts[day] === 0) continue;
				found.time.push(day);
				found.event.push(counts === this.#left);
				found.count.push(counts[day]!);
			}
		return found;
	}
}

type Sums = Map<StageLengths['stage'], Sum>;
function addAll(sums: Sums, lists: StageLengths[], sign: 1 | -1): void {
	for (const list of lists) {
		const sum = sums.get(list.stage) ?? new Sum();
		sums.set(list.stage, sum);
		sum.add(list, sign);
	}
}
const byStage = (sums: Sums) =>
	new Map(
		[...sums].map(([stage, sum]) => [stage, sum.lengths()] as const).filter(([, { time }]) => time.length > 0)
	);

/** The same of all of the lists together, by stage. */
export function stayLengths(lists: StageLengths[]): Map<StageLengths['stage'], StayLengths> {
	const sums: Sums = new Map();
	addAll(sums, lists, 1);
	return byStage(sums);
}

type Lists = Map<string, StageLengths[]>;

/**
 * The same of all patterns together, as known on a day, from what `read` finds of each by its id: what it finds again
 * is not added up again. For `most` days.
 */
export function stayLengthsOfAll(most: number, read: (asOf: string) => Promise<Lists>) {
	const days = new LRUCache<string, { counted: Lists; sums: Sums }>({ max: most });
	return async (asOf: string) => {
		const lists = await read(asOf);
		const { counted, sums }: { counted: Lists; sums: Sums } = days.get(asOf) ?? {
			counted: new Map(),
			sums: new Map()
		};
		for (const id of new Set([...counted.keys(), ...lists.keys()])) {
			const [before, now] = [counted.get(id), lists.get(id)];
			if (before === now) continue;
			addAll(sums, before ?? [], -1);
			addAll(sums, now ?? [], 1);
		}
		days.set(asOf, { counted: lists, sums });
		return byStage(sums);
	};
}

import type { Db, Wanted } from '@app/db';
import { Worker } from 'node:worker_threads';
import type { Order } from './estimator.worker.ts';

/** Idle for so long, it gives its memory back. */
const IDLE_MS = 30_000;
/** Rather collects its garbage more often than that it takes memory from everybody else. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** Works effects out beside the requests, on a thread of its own. */
export type Estimator = {
	/** Resolves once all that is wanted is kept. Rejects where it cannot be worked out. */
	workOut(wanted: Wanted): Promise<void>;
	stop(): Promise<unknown>;
};

export function estimatorFor({ url }: Db): Estimator {
	const orders = new Map<string, PromiseWithResolvers<void>>();
	let worker: Worker | undefined;
	let idle: NodeJS.Timeout | undefined;
	const stop = async () => {
		const ending = worker;
		worker = undefined;
		await ending?.terminate();
	};
	const fail = (error: unknown) => {
		orders.forEach(({ reject }) => reject(error));
		orders.clear();
		void stop();
	};
	const start = () => {
		const started = new Worker(new URL('./estimator.worker.ts', import.meta.url), {
			workerData: { url },
			resourceLimits: LIMITS
		});
		started.unref(); // nobody has to wait for it to end the process
		started.on('error', fail);
		started.on('message', (name: string) => {
			orders.get(name)?.resolve();
			orders.delete(name);
			if (orders.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref();
		});
		return started;
	};
	return {
		workOut(wanted) {
			const name = JSON.stringify(wanted);
			const known = orders.get(name);
			if (known) return known.promise;
			const order = Promise.withResolvers<void>();
			orders.set(name, order);
			clearTimeout(idle);
			worker ??= start();
			worker.postMessage({ name, wanted } satisfies Order);
			return order.promise;
		},
		stop
	};
}

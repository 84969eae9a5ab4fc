import type { Db, Wanted } from '@app/db';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order } from './estimator.process.ts';

const PROGRAM = fileURLToPath(new URL('./estimator.process.ts', import.meta.url));
/** Idle for so long, it ends, and gives its memory back. */
const IDLE_MS = 30_000;

/** Works effects out beside the requests, in a process of its own. */
export type Estimator = {
	/** Resolves once all that is wanted is kept. Rejects where it cannot be worked out. */
	workOut(wanted: Wanted): Promise<void>;
	stop(): Promise<unknown>;
};

export function estimatorFor({ url }: Db): Estimator {
	const orders = new Map<string, PromiseWithResolvers<void>>();
	let worker: ChildProcess | undefined;
	let idle: NodeJS.Timeout | undefined;
	const stop = async () => {
		const ending = worker;
		worker = undefined;
		if (!ending?.connected) return;
		const ended = once(ending, 'exit');
		ending.disconnect();
		// in the middle of an effect it does not hear us; what it has not kept by then is worked out another time
		const late = setTimeout(() => ending.kill('SIGKILL'), 2000);
		await ended;
		clearTimeout(late);
	};
	const start = () => {
		const started = fork(PROGRAM, { execArgv: ['--max-semi-space-size=4'] }); // little memory rather than much speed
		started.on('exit', (code, signal) => {
			if (worker !== started) return; // it was told to
			worker = undefined;
			const error = new Error(`Effects cannot be worked out: their process ended with ${code ?? signal}.`);
			orders.forEach(({ reject }) => reject(error));
			orders.clear();
		});
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
			worker.send({ name, wanted, url } satisfies Order, () => {}); // if it is gone, its exit says so
			return order.promise;
		},
		stop
	};
}

import { Worker } from 'node:worker_threads';

/**
 * What a program makes of an order in a thread of its own, which ends with all the memory that it took. Rejects with
 * what the program throws, and where it ends without an answer.
 */
export async function inThread<Made>(program: URL, order: unknown): Promise<Made> {
	const worker = new Worker(program, { workerData: order });
	try {
		return await new Promise((resolve, reject) => {
			worker.once('message', resolve).once('error', reject);
			worker.once('exit', (code) => reject(new Error(`It was not made: its thread ended with ${code}.`)));
		});
	} finally {
		await worker.terminate();
	}
}

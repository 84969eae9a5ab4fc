import { childOf, memoryOf, processorSecondsOf, runScript } from './processes.ts';

export type Product = {
	base: string;
	/** From the start of the command to the end of the first answer, in ms. */
	firstAnswerMs: number;
	/** Of its Node process, in MB. */
	memory: () => number;
	/** For how many seconds its Node process has kept a processor busy so far. */
	processorSeconds: () => number;
	stop: () => Promise<void>;
};

/** Starts the product as a person does, on a database that runs (DATABASE_URL) or with its own (DATA_DIR). */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
	const began = performance.now();
	const script = runScript(['scripts/start.mjs'], settings);
	const [, base] = await script.says(/ready at (\S+)/);
	const answer = await fetch(`${base}/api/spread`);
	await answer.text();
	if (!answer.ok) throw new Error(`The product's first answer was ${answer.status}`);
	const firstAnswerMs = performance.now() - began;
	const pid = childOf(script.child);
	return {
		...{ base: base!, firstAnswerMs, stop: script.stop },
		memory: () => memoryOf(pid, 'VmRSS'),
		processorSeconds: () => processorSecondsOf(pid)
	};
}

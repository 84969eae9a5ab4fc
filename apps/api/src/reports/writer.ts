import type { Brand, FileFormat, Paper, Report } from '@app/contract';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./writer.process.ts', import.meta.url));
/** Of JavaScript, in MB: what is larger than that ends, and its job says so. */
const MOST_MEMORY = 400;

/** What is to be made of the report in the file `report`: a file at `to`, or of `pages` a folder with an SVG a page. */
export type Order = {
	report: string;
	format: Exclude<FileFormat, 'json'> | 'pages';
	paper: Paper;
	brand: Brand;
	to: string;
};
/** What the process says: what it is doing, or why it cannot. */
export type Word = { doing: string } | { error: string };

/** It was not finished since the product ends: it is to be made when that runs again. */
export class Interrupted extends Error {}

/**
 * Makes files of reports in a process of their own, so that nobody who asks for a page waits for it, and one after the
 * other, so that the memory for one is enough.
 */
export type Writer = {
	/** Resolves once the file is there, whole. Rejects with why it cannot be made, and with Interrupted. */
	write(report: Report, order: Omit<Order, 'report'>, onDoing?: (doing: string) => unknown): Promise<void>;
	stop(): Promise<unknown>;
};

export function writerOf(): Writer {
	let line: Promise<unknown> = Promise.resolve();
	let working: ChildProcess | undefined;
	let stopped = false;
	async function write(report: Report, order: Omit<Order, 'report'>, onDoing?: (doing: string) => unknown) {
		if (stopped) throw new Interrupted();
		const source = `${order.to}.${process.pid}.report`;
		await writeFile(source, JSON.stringify(report));
		try {
			const child = fork(PROGRAM, { execArgv: [`--max-old-space-size=${MOST_MEMORY}`] });
			working = child;
			setPriority(child.pid!, 10); // before it has threads, which inherit it
			let error: string | undefined;
			let told: Promise<unknown> = Promise.resolve();
			child.on('message', (word: Word) => {
				if ('error' in word) error = word.error;
				else told = told.then(() => onDoing?.(word.doing)).catch(console.error);
			});
			const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
			child.send({ ...order, report: source } satisfies Order, () => {}); // if it is gone, its exit says so
			const [code, signal] = await exited;
			await told; // or it would be said after the end
			if (code === 0) return;
			if (stopped) throw new Interrupted();
			throw new Error(
				error ??
					`The process that makes it ended with ${code ?? signal}: it may need more than ${MOST_MEMORY} MB.`
			);
		} finally {
			working = undefined;
			await rm(source, { force: true });
		}
	}
	return {
		write(...order) {
			const written = line.then(() => write(...order));
			line = written.catch(() => {});
			return written;
		},
		async stop() {
			stopped = true;
			working?.kill('SIGKILL'); // half a file is never in the place of a whole one
			await line;
		}
	};
}

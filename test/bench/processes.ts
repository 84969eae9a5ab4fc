import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { root } from './sizes.ts';

/** What a process has used of memory in MB: now (VmRSS), or at most so far (VmHWM). */
export function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)![1]) / 1024;
}

/** For how many seconds a process has kept a processor busy so far. */
export function processorSecondsOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14); // in hundredths
	return (Number(user) + Number(system)) / 100;
}

/** The process that a process of ours (scripts/start.mjs, scripts/cli.mjs) started: the product. */
export function childOf({ pid }: ChildProcess): number {
	const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
	return Number(child);
}

/** Runs a script of ours with nothing of the person's own settings, and keeps what it says. */
export function runScript(args: string[], settings: Record<string, string>) {
	const unset = { HOST: '', PORT: '0', DATABASE_URL: '', DATA_DIR: '', DEMO: 'off', INIT_CWD: '' };
	const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...unset, ...settings } });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			child.emit('output');
		});
	const ended = once(child, 'close').then(([code]) => code as number | null);
	return {
		child,
		ended,
		said: () => output,
		/** What the pattern finds in what it says, once it says it. */
		async says(pattern: RegExp): Promise<RegExpExecArray> {
			for (;;) {
				const found = pattern.exec(output);
				if (found) return found;
				const over = await Promise.race([once(child, 'output').then(() => false), ended.then(() => true)]);
				if (over) throw new Error(`${args.join(' ')} ended early:\n${output}`);
			}
		},
		async stop(): Promise<void> {
			child.kill('SIGTERM');
			await ended;
		}
	};
}

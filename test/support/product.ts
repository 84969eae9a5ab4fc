import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The product as a person starts it, in a process group of its own, as a terminal would give it. */
export function npmStart(settings: Record<string, string>) {
	// empty is as good as unset: nothing of the person's own settings gets in
	const unset = { HOST: '', DATABASE_URL: '', DATA_DIR: '', DEMO: '' };
	const env = { ...process.env, ...unset, PORT: '0', ...settings };
	const npm = spawn('npm', ['start'], { cwd: root, detached: true, env });
	let output = '';
	for (const stream of [npm.stdout, npm.stderr])
		stream.setEncoding('utf8').on('data', (text) => {
			output += text;
			npm.emit('output');
		});
	let hasEnded = false;
	const exited = once(npm, 'close').then(([code]) => {
		hasEnded = true;
		return code as number | null;
	});
	return {
		/** What it has said so far. */
		said: () => output,
		/** Its exit code, once it and everything that writes to its terminal have ended. */
		exited,
		hasEnded: () => hasEnded,
		/** Where it serves. Throws what it said if it ends instead. */
		async ready(): Promise<string> {
			for (;;) {
				const address = /ready at (\S+)/.exec(output)?.[1];
				if (address) return address;
				const ended = await Promise.race([once(npm, 'output').then(() => false), exited.then(() => true)]);
				if (ended) throw new Error(output);
			}
		},
		/** To all of it, as Ctrl-C does. */
		signal(name: NodeJS.Signals): void {
			process.kill(-npm.pid!, name);
		},
		npm
	};
}

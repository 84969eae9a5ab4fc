import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { unsealed } from '../../packages/reports/src/index.ts';
import { TODAY } from '../support/app.ts';
import { importTexts, SMALL, test as bare } from '../support/imports.ts';

const test = bare.extend('folder', async ({}, { onCleanup }) => {
	const folder = await mkdtemp(join(tmpdir(), 'report-cli-'));
	onCleanup(() => rm(folder, { recursive: true }));
	return folder;
});

/** The command with arguments, as npm run report starts it; it is called off once it says `endAt`. */
async function report(
	{ url, folder }: { url: string; folder: string },
	args: string[],
	{ endAt }: { endAt?: string } = {}
) {
	const cli = spawn(process.execPath, ['apps/api/src/cli.ts', 'report', ...args], {
		env: { ...process.env, DATABASE_URL: url, DATA_DIR: join(folder, 'data'), INIT_CWD: folder }
	});
	let [out, said] = ['', ''];
	cli.stdout.setEncoding('utf8').on('data', (text) => (out += text));
	cli.stderr.setEncoding('utf8').on('data', (text) => {
		const before = said.includes(endAt ?? '');
		said += text;
		if (!before && said.includes(endAt!)) cli.kill('SIGINT');
	});
	const [code] = await once(cli, 'close');
	return { code: code as number, out, said };
}

const names = (of: string) => ['pptx', 'xlsx', 'pdf', 'zip', 'json'].map((ending) => `${of}.${ending}`);

test('every file of a draft is written, and it is said that it is one', async ({ own, folder }) => {
	await importTexts(own.db, SMALL);
	const draft = await report({ url: own.url, folder }, [
		'--quarter',
		'2025-Q2',
		'--to',
		'out',
		'--team',
		'north',
		'--paper',
		'letter'
	]);
	expect(draft.code, draft.said).toBe(0);
	expect(draft.out).toMatch(/^DRAFT: 2025-Q2 is not sealed/);
	expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(
		names('north-2025-Q2-report-draft').toSorted()
	);
	for (const name of names('north-2025-Q2-report-draft'))
		expect(draft.out).toContain(join(folder, 'out', name));
	const json = await readFile(join(folder, 'out/north-2025-Q2-report-draft.json'), 'utf8');
	expect(JSON.parse(json)).toMatchObject({ seal: null, area: { key: 'north' } });
});

test('once a quarter is sealed, its files are those of the sealed report', async ({ own, folder }) => {
	await importTexts(own.db, SMALL);
	const app = await buildApp({ db: own.db, now: () => TODAY });
	const sealed = (
		await app.inject({ method: 'POST', url: '/api/reports', payload: { quarter: '2025-Q2' } })
	).json();
	await app.close();
	const again = await report({ url: own.url, folder }, [
		'--quarter',
		'2025-Q2',
		'--to',
		join(folder, 'sealed')
	]);
	expect(again.code, again.said).toBe(0);
	expect(again.out).toContain(`SHA-256 ${sealed.sha256}`);
	expect((await readdir(join(folder, 'sealed'))).toSorted()).toEqual(
		names('organization-2025-Q2-report').toSorted()
	);
	const document = await readFile(join(folder, 'sealed/organization-2025-Q2-report.json'), 'utf8');
	expect(unsealed(document, sealed.sha256)).toMatchObject({
		quarter: { name: '2025-Q2' },
		seal: { by: 'local' }
	});
});

test('what is wrong is said, and nothing is written', async ({ own, folder }) => {
	await importTexts(own.db, SMALL);
	await writeFile(join(folder, 'a-file'), '');
	const wrong: [string[], RegExp][] = [
		[['--to', 'out'], /^Usage:/],
		[['--quarter', '2025-Q2', '--to', 'out', '--format', 'pdf'], /Unknown option '--format'/],
		[['--quarter', '2025-Q9', '--to', 'out'], /'2025-Q9' is no quarter/],
		[['--quarter', '2099-Q1', '--to', 'out'], /2099-Q1 begins on 2099-01-01/],
		[['--quarter', '2025-Q2', '--to', 'out', '--team', 'nobody'], /no team with the key 'nobody'/],
		[['--quarter', '2025-Q2', '--to', 'out', '--paper', 'a5'], /'a5' is no paper/],
		[['--quarter', '2025-Q2', '--to', 'a-file'], /Nothing can be written to .*a-file/]
	];
	const said = await Promise.all(wrong.map(([args]) => report({ url: own.url, folder }, args)));
	said.forEach(({ code, out, said }, i) => {
		expect({ code, out, said }).toEqual({ code: 1, out: '', said: expect.stringMatching(wrong[i]![1]) });
	});
	expect(await readdir(folder)).toEqual(['a-file']);
});

test('called off midway it leaves nothing', async ({ own, folder }) => {
	await importTexts(own.db, SMALL);
	const { code, out, said } = await report(
		{ url: own.url, folder },
		['--quarter', '2025-Q2', '--to', 'out'],
		{ endAt: '.pdf' }
	);
	expect([code, out]).toEqual([1, '']);
	expect(said).toContain('Interrupted: nothing was written.');
	expect(await readdir(join(folder, 'out'))).toEqual([]);
});

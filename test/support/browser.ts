import { inflate } from '@sparticuz/chromium';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
const args = [
	...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
	...['--disable-sync', '--disable-quic', '--no-first-run']
];

/**
 * Starts a headless Chromium with a new profile: the one that came with npm on Linux (no apt, no root), the
 * installed Chrome elsewhere. The caller closes it.
 */
export async function startBrowser(): Promise<Browser> {
	if (process.platform !== 'linux' || process.arch !== 'x64')
		return chromium.launch({ args, channel: 'chrome' });
	const folder = await unpack();
	const executablePath = join(folder, 'chromium');
	const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') } as Record<string, string>;
	const lacking = execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found');
	if (lacking) env['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
	return chromium.launch({ args, executablePath, env });
}

/** Unpacks the package once per checkout; under another name first, since test files run side by side. */
async function unpack(): Promise<string> {
	const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
	const cache = join(packageFolder, '../../.cache');
	const folder = join(cache, `chromium-${version}`);
	if (existsSync(folder)) return folder;
	mkdirSync(cache, { recursive: true });
	const half = mkdtempSync(`${folder}-`);
	const { TMPDIR } = process.env;
	process.env['TMPDIR'] = half; // where inflate writes
	try {
		const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'];
		await Promise.all(archives.map((archive) => inflate(join(packageFolder, 'bin', archive))));
	} finally {
		if (TMPDIR === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = TMPDIR;
	}
	// the same letters on every machine, so that pictures can be compared
	writeFileSync(
		join(half, 'fonts.conf'),
		`<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`
	);
	try {
		renameSync(half, folder);
	} catch {
		rmSync(half, { recursive: true }); // another test file was faster
	}
	return folder;
}

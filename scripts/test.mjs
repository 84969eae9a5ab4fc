import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { main, root, runNode, setUp } from './setup.mjs';

/** What a test run asks for, in order: all of it, so that one run shows everything there is to mend. */
const checks = {
	types: ['turbo/bin/turbo', 'run', 'check', '--output-logs=errors-only', '--ui=stream'],
	'types of the tests': ['@typescript/seven/bin/tsc', '-p', 'test'],
	lint: ['eslint/bin/eslint.js', '.', '--max-warnings=0'],
	format: ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
	'unused code': ['knip/bin/knip.js']
};

process.env.TURBO_TELEMETRY_DISABLED = '1';
await main(async () => {
	await setUp({ pages: true });
	const failed = [];
	for (const [name, [path, ...args]] of Object.entries(checks)) {
		console.log(`\n${name}`);
		if ((await runNode(join('node_modules', path), ...args)) !== 0) failed.push(name);
	}
	const tests = await runTests();
	failed.push(...tests.failed);
	if (failed.length > 0) console.log(`\nFailed:\n${failed.map((what) => `  ${what}`).join('\n')}`);
	const checked = Object.keys(checks).length;
	console.log(
		`\n${tests.passed + checked + tests.failed.length - failed.length} passed, ${failed.length} failed`
	);
	return failed.length > 0 ? 1 : 0;
});

async function runTests() {
	const folder = mkdtempSync(join(tmpdir(), 'scale-across-report-'));
	const report = join(folder, 'report.json');
	const files = readdirSync(join(root, 'test'), { recursive: true }).filter((path) =>
		path.endsWith('.test.ts')
	);
	const projects = [...new Set(files.map((path) => path.split(sep)[0]))];
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	try {
		const named = projects.flatMap((project) => ['--project', project]);
		const code = await runNode('node_modules/vitest/vitest.mjs', 'run', ...named, ...reporters);
		const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
		const failed = testResults.flatMap(({ name, status, assertionResults }) => {
			const tests = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
			return tests.length > 0 || status === 'passed' ? tests : [name];
		});
		// a project that finds none of its files would pass beside the others
		const run = new Set(testResults.map(({ name }) => name));
		failed.push(
			...files.filter((path) => !run.has(join(root, 'test', path))).map((path) => `test/${path} was not run`)
		);
		if (code !== 0 && failed.length === 0) failed.push('vitest, see above');
		return { passed: numPassedTests, failed };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

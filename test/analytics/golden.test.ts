import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goldenCases, report, runCase } from './golden/run.ts';

const folder = join(import.meta.dirname, '../../../shared/golden');
const cases = existsSync(folder) ? goldenCases(folder) : [];
if (cases.length === 0) console.log(`golden cases are skipped: there is no ${folder}`);

test.skipIf(cases.length === 0).each(cases.map((golden) => [golden.id, golden] as const))(
	'%s',
	(_, golden) => {
		const outcome = runCase(golden);
		expect([...outcome.problems, ...outcome.misses], report(outcome)).toEqual([]);
	}
);

test('an unknown method, an unknown field and a wrong figure are all misses', () => {
	const golden = {
		id: 'x',
		method: 'quantiles',
		input: { values: [1], probs: [0.5] } as never,
		tolerance: { abs: 1e-9 }
	};
	expect(runCase({ ...golden, method: 'astrology', expected: {} }).problems).toEqual([
		'unknown method astrology'
	]);
	expect(runCase({ ...golden, expected: { mode: 1 } }).misses).toHaveLength(1);
	expect(runCase({ ...golden, expected: { mean: 2 } }).misses).toHaveLength(1);
	expect(runCase({ ...golden, expected: { mean: 1, percentileCont: [1] } })).toMatchObject({
		misses: [],
		fields: 2
	});
	expect(runCase({ ...golden, expected: { sd: 0 } }).misses).toHaveLength(1);
});

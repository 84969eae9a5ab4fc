import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';

const source = join(import.meta.dirname, '../../packages/analytics/src');

/** The lines under each @example of a file. */
const examplesOf = (text: string) =>
	[...text.matchAll(/@example\n((?:\s*\* (?!@).*\n)+)/g)].map(([, lines]) =>
		lines!.replace(/^\s*\* /gm, '').trim()
	);

/** `expression; // => value` becomes a check, everything else runs as it stands. */
const asCode = (example: string) => example.replace(/^(.*); \/\/ => (.*)$/gm, 'check($1, $2);');

/** Numbers need to agree in the digits printed, objects in the fields printed. */
function check(actual: unknown, printed: unknown): void {
	if (typeof printed === 'number' && typeof actual === 'number') {
		const digits = String(printed).split('.')[1]?.length ?? 0;
		expect(actual).toBeCloseTo(printed, Math.min(digits, 9));
	} else if (printed !== null && typeof printed === 'object') {
		if (Array.isArray(printed)) expect((actual as unknown[]).length).toBe(printed.length);
		for (const [key, value] of Object.entries(printed))
			check((actual as Record<string, unknown>)[key], value);
	} else expect(actual).toEqual(printed);
}

const files = readdirSync(source).filter((name) => name !== 'index.ts');

test.each(files)('the examples of %s are true', (name) => {
	const text = readFileSync(join(source, name), 'utf8');
	const functions = text.match(/^export (async )?(function|const) /gm) ?? [];
	const examples = examplesOf(text);
	expect(examples, 'every exported function has an example').toHaveLength(functions.length);
	for (const example of examples) {
		const run = new Function('check', ...Object.keys(analytics), asCode(example)) as (
			...args: unknown[]
		) => void;
		run(check, ...Object.values(analytics));
	}
});

test('the index leaves no file out', () => {
	const index = readFileSync(join(source, 'index.ts'), 'utf8');
	expect(files.filter((name) => !index.includes(`'./${name}'`))).toEqual([]);
});

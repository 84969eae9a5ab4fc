import { readFileSync } from 'node:fs';

/**
 * The statements of a file written for psql: its variables filled in (`\set` gives defaults), its other backslash
 * commands left out. Good for ../shared/bench, whose strings hold neither `--` nor `;`.
 */
export function statementsOf(path: string, given: Record<string, number | string> = {}): string[] {
	const text = readFileSync(path, 'utf8');
	const defaults = [...text.matchAll(/\\set (\w+) (\d+)/g)].map(([, name, value]) => [name, value]);
	const variables = { ...Object.fromEntries(defaults), ...given };
	return text
		.replaceAll(/--.*$/gm, '')
		.replaceAll(/^\\.*$/gm, '')
		.replaceAll(/(?<!:):([a-z]+)\b/g, (all, name) => String(variables[name] ?? all))
		.split(';')
		.map((statement) => statement.trim())
		.filter(Boolean);
}

/** The `\copy (query) TO 'file' ...` commands of a file: which query fills which file. */
export function copiesOf(path: string): { query: string; file: string }[] {
	const commands = readFileSync(path, 'utf8').matchAll(/^\\copy (\(.*\)) TO '(.*)' CSV HEADER$/gm);
	return [...commands].map(([, query, file]) => ({ query: query!, file: file! }));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Deviation, type Tolerance } from './compare.ts';
import { methods } from './methods.ts';

/** One case of the golden format, see README.md beside the cases. */
export type GoldenCase = {
	id: string;
	method: string;
	input: never;
	expected: Record<string, unknown>;
	published?: { values: Record<string, unknown>; tolerance: Tolerance & { mRel?: number } };
	tolerance: Tolerance & { irrAbs?: number; aicAbs?: number; closedFormRel?: number };
	notes?: string;
};

/** The outcome of one case: its worst field, the fields that miss, and what nobody compared. */
export type Outcome = {
	id: string;
	fields: number;
	worst: Deviation | null;
	misses: Deviation[];
	problems: string[];
};

/** All cases of a folder and its subfolders, by path. */
export function goldenCases(folder: string): GoldenCase[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json') && !/(^|[\\/])index\.json$/.test(name))
		.sort()
		.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldenCase);
}

/** Runs the case's method and compares every expected and every published figure. */
export function runCase(golden: GoldenCase): Outcome {
	const method = methods[golden.method];
	const none = { id: golden.id, fields: 0, worst: null, misses: [] };
	if (!method) return { ...none, problems: [`unknown method ${golden.method}`] };
	try {
		const { actual, tolerance = () => golden.tolerance, published = {} } = method(golden.input, golden);
		const expected = compare(golden.expected, actual, tolerance);
		const printed = golden.published;
		const values = printed ? Object.entries(printed.values).filter(([name]) => name !== 'note') : [];
		const book = values.flatMap(([name, value]) =>
			compare(
				value,
				published[name] ?? byPath(actual, name),
				(_, figure) => bookTolerance(name, printed!.tolerance, figure),
				`published.${name}`
			)
		);
		const all = [...expected, ...book];
		const worst = all.reduce<Deviation | null>((most, d) => (d.units > (most?.units ?? -1) ? d : most), null);
		return {
			id: golden.id,
			fields: all.length,
			worst,
			misses: all.filter((d) => !(d.units <= 1)),
			problems: []
		};
	} catch (error) {
		return { ...none, problems: [String(error)] };
	}
}

/** Book figures are rounded to the digits printed; a market size of five digits has its own tolerance. */
function bookTolerance(name: string, tolerance: Tolerance & { mRel?: number }, printed: number): Tolerance {
	const halfDigit = 0.5 * 10 ** -(String(printed).split('.')[1]?.length ?? 0);
	if (name === 'm' && tolerance.mRel !== undefined) return { rel: tolerance.mRel };
	return { ...tolerance, abs: (tolerance.abs ?? 0) + (Number.isInteger(printed) ? 0 : halfDigit) };
}

function byPath(actual: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], actual);
}

/** One line a case: its worst deviation in units of its tolerance. */
export function report({ id, fields, worst, misses, problems }: Outcome): string {
	const verdict = misses.length + problems.length > 0 ? 'MISS' : 'ok  ';
	const at = worst && worst.units > 0 ? ` at ${worst.path}` : '';
	const detail = misses
		.slice(0, 3)
		.map((d) => `\n       ${d.path}: expected ${show(d.expected)}, got ${show(d.actual)}`);
	const more = misses.length > 3 ? [`\n       and ${misses.length - 3} more`] : [];
	const lines = [...problems.map((problem) => `\n       ${problem}`), ...detail, ...more];
	return `${verdict} ${id}  ${fields} fields, worst ${worst ? worst.units.toPrecision(3) : '-'}${at}${lines.join('')}`;
}

const show = (x: unknown) => (x === undefined ? 'nothing (not compared)' : JSON.stringify(x));

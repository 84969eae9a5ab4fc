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
	/** What is left out without being a miss. */
	notes: string[];
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
	const none = { id: golden.id, fields: 0, worst: null, misses: [], notes: [] };
	if (!method) return { ...none, problems: [`unknown method ${golden.method}`] };
	try {
		const { actual, tolerance = () => golden.tolerance, published = {} } = method(golden.input, golden);
		const expected = compare(golden.expected, actual, tolerance);
		const { values = {}, tolerance: printed = {} } = golden.published ?? {};
		const figures = Object.entries(values).filter(([name]) => name !== 'note');
		const found = figures.map(([name, value]) => ({
			name,
			value,
			own: published[name] ?? byPath(actual, name)
		}));
		const book = found
			.filter(({ own }) => own !== undefined)
			.flatMap(({ name, value, own }) =>
				compare(value, own, (_, figure) => bookTolerance(name, printed, figure), `published.${name}`)
			);
		const all = [...expected, ...book];
		const worst = all.reduce<Deviation | null>((most, d) => (d.units > (most?.units ?? -1) ? d : most), null);
		// Published figures go by any name a book gives them; one we do not know is said, but is no miss.
		const notes = found
			.filter(({ own }) => own === undefined)
			.map(({ name }) => `published ${name} is not compared`);
		const misses = all.filter((d) => !(d.units <= 1));
		return { id: golden.id, fields: all.length, worst, misses, problems: [], notes };
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
export function report({ id, fields, worst, misses, problems, notes }: Outcome): string {
	const verdict = misses.length + problems.length > 0 ? 'MISS' : 'ok  ';
	const at = worst && worst.units > 0 ? ` at ${worst.path}` : '';
	const detail = misses
		.slice(0, 3)
		.map((d) => `\n       ${d.path}: expected ${show(d.expected)}, got ${show(d.actual)}`);
	const more = misses.length > 3 ? [`\n       and ${misses.length - 3} more`] : [];
	const lines = [...[...problems, ...notes].map((line) => `\n       ${line}`), ...detail, ...more];
	return `${verdict} ${id}  ${fields} fields, worst ${worst ? worst.units.toPrecision(3) : '-'}${at}${lines.join('')}`;
}

const show = (x: unknown) => (x === undefined ? 'nothing (not compared)' : JSON.stringify(x));

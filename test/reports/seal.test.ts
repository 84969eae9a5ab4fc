import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReportData } from '../../packages/contract/src/index.ts';
import { restatedOf, sealed, tablesOf, unsealed, type Cell } from '../../packages/reports/src/index.ts';
import { exampleReport } from './example.ts';

const { data } = exampleReport({ odd: true });
/** The same data with something else in it. */
const with_ = (change: (copy: ReportData) => void): ReportData => {
	const copy = structuredClone(data);
	change(copy);
	return copy;
};
/** The same JSON with all names of its objects the other way round. */
const reversed = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(reversed)
		: typeof value === 'object' && value !== null
			? Object.fromEntries(
					Object.entries(value)
						.toReversed()
						.map(([name, of]) => [name, reversed(of)])
				)
			: value;

test('the same data are sealed as the same text, in whatever order they came', () => {
	const { document, sha256 } = sealed(data);
	expect(sealed(reversed(data) as ReportData)).toEqual({ document, sha256 });
	expect(sha256).toBe(createHash('sha256').update(Buffer.from(document)).digest('hex'));
	expect(unsealed(document, sha256)).toEqual(data);
});

test('a document is written as RFC 8785 says', () => {
	const odd = { ...data, organization: '€$\u000f\nA\'B"\\\\"/😀 دير', narrative: null } as ReportData;
	expect(sealed(odd).document).toContain('"organization":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/😀 دير"');
	const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
	expect(sealed(numbers as never).document).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
	expect(() => sealed({ ...data, figures: [NaN] } as never)).toThrow();
});

test('any text comes out of a document as it went in', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (narrative) => {
			const { document, sha256 } = sealed({ ...data, narrative });
			expect(unsealed(document, sha256).narrative).toBe(narrative);
		})
	);
});

test('a document that was touched, or of a version to come, is not read', () => {
	const { document, sha256 } = sealed(data);
	expect(() => unsealed(document.replace('"adopted":', '"adopted": '), sha256)).toThrow(/not the one/);
	const later = sealed({ ...data, schema: 'scale-across-report/9' } as never);
	expect(() => unsealed(later.document, later.sha256)).toThrow(`'scale-across-report/9'`);
});

test('nothing is restated where nothing was recorded since', () => {
	expect(restatedOf(data, structuredClone(data))).toEqual([]);
	const reordered = with_((copy) => {
		copy.patterns.reverse();
		copy.matrix.reverse();
		copy.effects.reverse();
	});
	expect(restatedOf(data, reordered)).toEqual([]);
});

test('a figure that is another one today is restated, by the name that it was sealed with', () => {
	const now = with_(({ patterns, matrix }) => {
		patterns[2]!.adopted += 1;
		patterns[2]!.name = 'Renamed since';
		matrix.find(({ part, pattern }) => part === 'area-1' && pattern === 'P3')!.adopted += 1;
	});
	const { name, adopted } = data.patterns[2]!;
	expect(
		restatedOf(data, now).map(({ table, row, figure, was, is }) => [table, row, figure, was, is])
	).toEqual([
		['patterns', name, 'Adopted', adopted, adopted + 1],
		['matrix', `${data.parts[0]!.name} · ${name}`, 'Adopted', expect.any(Number), expect.any(Number)],
		['matrix', `${data.parts[0]!.name} · ${name}`, 'Spread', expect.any(Number), expect.any(Number)]
	]);
});

test('names, notes, sentences and definitions are no figures', () => {
	const now = with_((copy) => {
		copy.organization = 'Renamed';
		copy.narrative = null;
		copy.summary = [];
		copy.definitions = [];
		copy.patterns[0]!.retired = true;
		copy.stalled.adoptions[0]!.nextStep = 'Another one';
		copy.stalled.adoptions[0]!.area = null;
		copy.figures[0]!.meaning = 'Said in another way';
		copy.effects[3]!.effect.tooLittle = 'Other words';
		copy.knownAt = '2027-01-01T00:00:00.000Z';
		copy.seal = null;
	});
	expect(restatedOf(data, now)).toEqual([]);
});

test('another currency, grade or stage makes a figure mean something else', () => {
	const now = with_((copy) => {
		copy.value.patterns[0]!.currency = 'CHF';
		copy.effects[0]!.effect.grade = 'validated';
		copy.events[2]!.state = 'held';
	});
	expect(restatedOf(data, now).map(({ table, figure, was, is }) => [table, figure, was, is])).toEqual([
		['effects', 'Grade of evidence', 'measured', 'validated'],
		['value', 'Currency', 'EUR', 'CHF'],
		['events', 'State', 'planned', 'held']
	]);
});

test('of a row that came or went every figure is restated', () => {
	const now = with_((copy) => {
		copy.ends[0] = { end: 'declined', reason: 'no capacity', adoptions: 5, before: 0 };
	});
	expect(restatedOf(data, now)).toEqual([
		...[
			{ figure: 'Adoptions', was: 4, is: null },
			{ figure: 'Quarter before', was: 1, is: null }
		].map((of) => ({ table: 'ends', row: 'declined · context differs', ...of })),
		...[
			{ figure: 'Adoptions', was: null, is: 5 },
			{ figure: 'Quarter before', was: null, is: 0 }
		].map((of) => ({ table: 'ends', row: 'declined · no capacity', ...of }))
	]);
});

test('two patterns of one name are told apart by their keys', () => {
	const same = (copy: ReportData) => {
		for (const pattern of copy.patterns.slice(0, 2)) pattern.name = 'Pairing';
	};
	const then = with_(same);
	const now = with_((copy) => {
		same(copy);
		copy.patterns[1]!.open += 1;
	});
	expect(restatedOf(then, now)).toMatchObject([{ table: 'patterns', row: 'Pairing (P2)', figure: 'Open' }]);
});

test('the last digits of a sum are not a restatement, anything that is said of it is', () => {
	const off = (by: (amount: number) => number) =>
		restatedOf(
			data,
			with_((copy) => {
				copy.value.totals[0]!.benefit = by(copy.value.totals[0]!.benefit);
			})
		);
	expect(off((amount) => amount * (1 + 1e-15))).toEqual([]);
	expect(off((amount) => amount + 0.01)).toMatchObject([{ table: 'value_totals', figure: 'Benefit' }]);
});

/** Numbers somewhere in the data, by the way to them. */
function numbersIn(value: unknown, way: (string | number)[] = []): (string | number)[][] {
	if (typeof value === 'number') return [way];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, of]) => numbersIn(of, [...way, name]));
}

test('whatever changed since: the sealed tables with what was restated are those of today', () => {
	const lists = [
		'patterns',
		'parts',
		'matrix',
		'moves',
		'timeToAdopt',
		'effects',
		'events',
		'support'
	] as const;
	const ways = numbersIn(lists.reduce((all, list) => ({ ...all, [list]: data[list] }), {}));
	const change = fc.record({
		numbers: fc.array(fc.tuple(fc.nat(ways.length - 1), fc.integer({ min: 1, max: 1e6 })), { maxLength: 20 }),
		gone: fc.array(fc.tuple(fc.constantFrom(...lists), fc.nat(11)), { maxLength: 3 })
	});
	const figuresOf = (report: ReportData) =>
		new Map(
			tablesOf({ data: report, sha256: null, restated: [] }).flatMap(({ name, columns, keys, rows }) =>
				rows.flatMap((row) =>
					row.flatMap((cell, i): [string, Cell][] =>
						i < keys || columns[i]!.type === 'text' || columns[i]!.type === 'day'
							? []
							: [[[name, ...row.slice(0, keys), columns[i]!.label].join('|'), cell]]
					)
				)
			)
		);
	fc.assert(
		fc.property(change, ({ numbers, gone }) => {
			const now = with_((copy) => {
				for (const [at, by] of numbers) {
					const way = ways[at]!;
					const holder = way.slice(0, -1).reduce<never>((of, name) => of[name as never], copy as never);
					(holder as Record<string, number>)[way.at(-1)!]! += by;
				}
				for (const [list, at] of gone) copy[list].splice(at, 1);
			});
			const [was, is] = [figuresOf(data), figuresOf(now)];
			const moved = [...new Set([...was.keys(), ...is.keys()])].filter(
				(figure) => (was.get(figure) ?? null) !== (is.get(figure) ?? null)
			);
			const restated = restatedOf(data, now);
			const said = (one: Cell, other: Cell) => `${one} ${other}`;
			expect(
				restated
					.filter(({ was, is }) => typeof (was ?? is) === 'number')
					.map(({ was, is }) => said(was, is))
					.toSorted()
			).toEqual(moved.map((figure) => said(was.get(figure) ?? null, is.get(figure) ?? null)).toSorted());
			expect(new Set(restated.map(({ table, row, figure }) => `${table}|${row}|${figure}`)).size).toBe(
				restated.length
			);
			// and back again
			expect(restatedOf(now, data).length).toBe(restated.length);
		}),
		{ numRuns: 60 }
	);
});

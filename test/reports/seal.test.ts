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
	const numbers = [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
	expect(sealed(numbers as never).document).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
	expect(() => sealed({ ...data, figures: [NaN] } as never)).toThrow();
});

test('any text comes out of a document as it went in', () => {
	fc.assert(
		fc.property(fc.fullUnicodeString ? fc.string({ unit: 'binary' }) : fc.string(), (narrative) => {
			const { document, sha256 } = sealed({ ...data, narrative });
			return unsealed(document, sha256).narrative === narrative;
		})
	);
	expect.assertions(0);
});

test('a document that was touched, or of a version to come, is not read', () => {
	const { document, sha256 } = sealed(data);
	expect(() => unsealed(document.replace('"adopted":', '"adopted": '), sha256)).toThrow(/not the one/);
	const later = sealed({ ...data, schema: 'scale-across-report/9' } as never);
	expect(() => unsealed(later.document, later.sha256)).toThrow(`'scale-across-report/9'`);
});

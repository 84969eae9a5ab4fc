import { expect } from 'vitest';
import { test, UNTIL } from '../support/demo.ts';

type Pattern = { key: string; benefit: number | null; cost: number | null; adopters: number };
const cents = (amount: number) => Math.round(amount * 100);

test('benefit and cost of the areas add up to the total, to the cent', async ({ app, demo }) => {
	const ask = async (url: string) => (await app.inject(url)).json();
	const asOf = UNTIL;
	const { patterns }: { patterns: Pattern[] } = await ask(`/api/value?asOf=${asOf}`);
	const { children } = await ask(`/api/place?asOf=${asOf}`);
	expect(children.length).toBeGreaterThan(3);
	expect(patterns.length).toBe(demo.files['patterns.csv'].rows.length);
	const parts: { patterns: Pattern[] }[] = await Promise.all(
		children.map(({ key }: { key: string }) => ask(`/api/value?asOf=${asOf}&team=${key}`))
	);
	for (const { key, benefit, cost, adopters } of patterns) {
		const own = parts.map((part) => part.patterns.find((pattern) => pattern.key === key)!);
		const sum = (of: (pattern: Pattern) => number) => own.reduce((total, pattern) => total + of(pattern), 0);
		expect({ key, adopters: sum((part) => part.adopters) }).toEqual({ key, adopters });
		expect(cents(sum((part) => part.benefit ?? 0))).toBe(cents(benefit ?? 0));
		expect(cents(sum((part) => part.cost ?? 0))).toBe(cents(cost ?? 0));
	}
});

import { expect, test } from 'vitest';
import { worksWhere } from '../../apps/api/src/figures/works-where.ts';

const outcome = (trait: string, value: string, inUse: number, gaveUp: number) => ({
	...{ trait, value, inUse, gaveUp },
	declined: 0
});

test('a number is read in bands of about as many teams each, and no team is lost', () => {
	const sizes = ['10', '2', '3', '4', '5', '7', '8', '9', '11'].map((size) => outcome('size', size, 2, 1));
	const bands = worksWhere(sizes);
	expect(bands.map(({ value }) => value).sort()).toEqual(['2 to 4', '5 to 8', '9 to 11']);
	expect(bands.map(({ tried, works }) => [tried, works])).toEqual([9, 9, 9].map((tried) => [tried, 6]));
});

test('words, and a handful of numbers, stay what they are', () => {
	const words = worksWhere([outcome('deploys_on', 'kubernetes', 9, 0), outcome('deploys_on', 'saas', 0, 5)]);
	expect(words.map(({ value }) => value)).toEqual(['kubernetes', 'saas']);
	const few = worksWhere(['1', '2', '3'].map((sites) => outcome('sites', sites, 3, 0)));
	expect(few.map(({ value }) => value).sort()).toEqual(['1', '2', '3']);
});

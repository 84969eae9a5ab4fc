import type { RoiFigures, RoiInput, Uncertain } from '@app/contract';
import { expect, test } from 'vitest';
import { outcomeDots } from '../../apps/web/src/lib/charts/outcome-dots.ts';
import { tornadoBars } from '../../apps/web/src/lib/charts/tornado-bars.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import {
	labelled,
	middleOf,
	movedTo,
	outcomesTitle,
	reachOf,
	roiSentence,
	settingsIn,
	uncertain,
	whatIf
} from '../../apps/web/src/routes/value/[key]/what-if.ts';

const f = formats('en');
const input = (key: string, distribution: Uncertain): RoiInput => ({
	...{ key, label: `the ${key}`, unit: 'EUR', source: 'A test.' },
	distribution
});
const figures = {
	inputs: [
		input('gain lead', { kind: 'normal', mean: 2, sd: 0.5 }),
		input('worth lead', { kind: 'triangular', min: 80, mode: 100, max: 120 }),
		input('adopters', { kind: 'constant', value: 3 }),
		input('months', { kind: 'constant', value: 10 }),
		input('effort', { kind: 'triangular', min: 800, mode: 1000, max: 1200 })
	],
	...{ seed: 1, draws: 10_000 }
} as RoiFigures;

test('the middle of what is uncertain moves, and its width with it', () => {
	for (const { distribution } of figures.inputs)
		expect(movedTo(distribution, middleOf(distribution))).toEqual(distribution);
	expect(movedTo({ kind: 'triangular', min: 80, mode: 100, max: 120 }, 50)).toEqual({
		...{ kind: 'triangular', min: 40, mode: 50, max: 60 }
	});
	expect(movedTo({ kind: 'normal', mean: 2, sd: 0.5 }, -1)).toEqual({ kind: 'normal', mean: -1, sd: 0.5 });
	expect(movedTo({ kind: 'uniform', min: -4, max: 0 }, -3)).toEqual({ kind: 'uniform', min: -6, max: 0 });
});

test('only effects can be moved below nothing', () => {
	expect(figures.inputs.map(reachOf).map(({ min }) => min)).toEqual([-4, 0, 0, 0, 0]);
});

test('the address sets inputs that exist, within reach', () => {
	const query = new URLSearchParams('gain+lead=1&effort=-5&months=x&adopters=&other=3');
	expect(settingsIn(figures.inputs, query)).toEqual({ 'gain lead': 1 });
});

test('a slider changes the figures by its input alone', () => {
	const [before, after] = [whatIf(figures, {}), whatIf(figures, { months: 20 })];
	expect(before.roi.p50).toBeCloseTo(1, 1);
	expect(after.roi.p50! + 1).toBeCloseTo(2 * (before.roi.p50! + 1), 6);
	expect(before.outcomes).toHaveLength(20);
	expect(uncertain(figures, before).map(({ input }) => input)).toEqual(['gain lead', 'effort', 'worth lead']);
});

test('the worth is a sentence with its limits and the chance of a loss', () => {
	const found = whatIf(figures, {});
	expect(roiSentence('Pairing', found, false, f)).toMatch(
		/^Pairing brought back what it cost and \d+% on top \(\d+% to \d+%\); the chance of a loss is \d+%\.$/
	);
	const worse = whatIf(figures, { 'gain lead': 0.2 });
	expect(roiSentence('Pairing', worse, true, f)).toMatch(
		/^If so, Pairing brings back \d+% less than it costs/
	);
	expect(outcomesTitle([-1, 0, 1], f)).toBe('1 of 3 equally likely outcomes is a gain');
	expect(outcomesTitle([2, 1], f)).toBe('All 2 equally likely outcomes are gains');
});

test('dots that lie close are heaped, losses are hollow', () => {
	const { series } = outcomeDots([-0.5, 1, 1.001], f).option(400, 200) as {
		series: { data: { value: number[]; itemStyle: { color: string } }[] }[];
	};
	expect(series[0]!.data.map(({ value }) => value[1])).toEqual([0.55, 0.55, 1.55]);
	expect(series[0]!.data[0]!.itemStyle.color).toBe('var(--surface)');
});

test('bars say at which end an input is low', () => {
	const bars = [{ input: 'effort', low: 1.5, high: 0.5, swing: 1 }];
	const picture = tornadoBars(bars, 1, labelled(figures), f);
	expect(picture.table.rows).toEqual([['the effort', 150, 50]]);
	const { series } = picture.option(720, 200) as { series: { data: { label: { position: string } }[] }[] };
	expect(series[1]!.data[0]!.label.position).toBe('right');
	expect(series[2]!.data[0]!.label.position).toBe('left');
});

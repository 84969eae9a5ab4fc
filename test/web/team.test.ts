import type { MetricSeries, TeamDetail } from '@app/contract';
import { expect, test } from 'vitest';
import { adoptionMarks, metricPanels } from '../../apps/web/src/lib/charts/metric-panels.ts';
import { stays, timeLine } from '../../apps/web/src/lib/charts/time-line.ts';
import { ALL } from '../../apps/web/src/lib/charts/view.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { limitsOf } from '../../apps/web/src/routes/teams/[key]/limits.ts';
import {
	adoptedOn,
	childrenOf,
	metricTitle,
	teamSentence
} from '../../apps/web/src/routes/teams/[key]/team.ts';

const f = formats('en');
type Adoption = TeamDetail['adoptions'][number];
const adoption = (name: string, ...history: [Adoption['stage'], string][]): Adoption => ({
	pattern: { key: name, name, kind: 'success' },
	stage: history.at(-1)![0],
	since: history.at(-1)![1],
	history: history.map(([stage, on]) => ({ stage, on, fact: null }))
});
const adoptions = [
	adoption('later', ['agreed', '2026-03-01'], ['adopted', '2026-06-01'], ['abandoned', '2026-10-01']),
	adoption('first', ['adopted', '2025-01-01'], ['sustained', '2026-01-01'])
];

test('a stay lasts until the next one, the last until the day that is looked at', () => {
	expect(stays(adoptions, '2026-11-23')).toEqual([
		{ pattern: 'first', stage: 'adopted', from: '2025-01-01', to: '2026-01-01' },
		{ pattern: 'first', stage: 'sustained', from: '2026-01-01', to: '2026-11-23' },
		{ pattern: 'later', stage: 'agreed', from: '2026-03-01', to: '2026-06-01' },
		{ pattern: 'later', stage: 'adopted', from: '2026-06-01', to: '2026-10-01' },
		{ pattern: 'later', stage: 'abandoned', from: '2026-10-01', to: '2026-11-23' }
	]);
	expect(timeLine(stays(adoptions, '2026-11-23'), f).height(720)).toBe(24 + 2 * 22 + 4);
});

const metric = (name: string, on: string[], value: number[]): MetricSeries => ({
	...{ key: name, name, unit: 'days', direction: 'down' },
	on,
	value
});
const metrics = [
	metric('Lead time', ['2025-12-31', '2026-06-30'], [5, 3]),
	metric('Incidents', ['2026-06-30'], [2])
];

test('adoptions within the time of the metrics are marked; days too close to tell apart share a letter', () => {
	const adopted = [
		{ name: 'before', on: '2024-01-01' },
		{ name: 'a', on: '2026-01-10' },
		{ name: 'b', on: '2026-01-12' },
		{ name: 'c', on: '2026-05-01' }
	];
	expect(adoptionMarks(adopted, metrics, '2026-11-23')).toEqual([
		{ letter: 'A', on: '2026-01-10', names: ['a', 'b'] },
		{ letter: 'B', on: '2026-05-01', names: ['c'] }
	]);
	expect(adoptedOn({ adoptions } as TeamDetail)).toEqual([
		{ name: 'later', on: '2026-06-01' },
		{ name: 'first', on: '2025-01-01' }
	]);
});

test('the values of one metric after the other can be pointed at', () => {
	const picture = metricPanels(metrics, [], '2026-11-23', f);
	expect(picture.table.rows).toHaveLength(3);
	const spots = picture.spots(720, picture.height(720), ALL);
	expect(spots.map(({ told }) => told()[1]?.value)).toEqual(picture.table.rows.map((row) => String(row[2])));
});

const spread = (eligible: number, adopted: number) => ({
	asOf: '2026-11-23',
	area: null,
	patterns: [
		{
			...{
				key: 'p',
				name: 'P',
				kind: 'success' as const,
				retired: false,
				discoveredOn: null,
				eligible,
				adopted
			},
			...{ sustained: 0, open: 1, declined: 2, abandoned: 0, undecided: 0, rate: null }
		}
	]
});

test('a team and an area are spoken of differently, and a decline is neutral', () => {
	const team = { name: 'Web', asOf: '2026-11-23', leaf: true } as TeamDetail;
	expect(teamSentence(team, spread(14, 6), 0, f)).toBe(
		'Web uses 6 of 14 patterns; 1 is on the way, 2 declined.'
	);
	expect(teamSentence({ ...team, leaf: false }, spread(14, 6), 3, f)).toBe(
		'The 3 teams of Web have 6 of 14 possible adoptions in use; 1 is on the way, 2 declined.'
	);
	expect(teamSentence(team, spread(0, 0), 0, f)).toMatch(/there was no pattern/);
});

test('what is below a team is added up over all patterns', () => {
	const pattern = { key: 'p', name: 'P', kind: 'success' as const };
	const children = childrenOf({
		...{ asOf: '2026-11-23', area: null },
		teams: [
			{ key: 'a', name: 'A', leaf: false, teams: 3 },
			{ key: 'b', name: 'B', leaf: true, teams: 0 }
		],
		patterns: [
			{ ...pattern, adopted: [1, 0], eligible: [3, 0], open: [0, 0] },
			{ ...pattern, adopted: [1, 0], eligible: [1, 0], open: [0, 0] }
		]
	});
	expect(children).toMatchObject([
		{ key: 'a', adopted: 2, possible: 4, rate: 0.5 },
		{ key: 'b', adopted: 0, possible: 0, rate: null }
	]);
});

test('what lies outside the natural limits or long on one side is a signal; too few values have no limits', () => {
	const steady = [5, 6, 5, 6, 5, 6, 5, 6, 5, 20];
	expect(limitsOf({ value: steady })?.signals).toContainEqual({ at: 9, rule: 'outside' });
	expect(limitsOf({ value: [1, 2, 1, 2, 1, 2, 1, 2, 9, 10, 9, 10, 9, 10, 9, 10] })?.signals).toHaveLength(16);
	expect(limitsOf({ value: [0, 5, 0, 5, 0, 5, 0, 5, 0, 5] })?.lower).toBe(0);
	expect(limitsOf({ value: steady.slice(1) })).toBe(null);
	expect(limitsOf({ value: [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3] })).toBe(null);
	expect(metricTitle([limitsOf({ value: steady }), null], f)).toBe(
		'1 of 1 metric changed by more than they usually wobble'
	);
	expect(metricTitle([null], f)).toBe('1 metric; too little to tell a change from wobbling');
});

test('limits and signals are drawn and said', () => {
	const on = Array.from({ length: 10 }, (_, i) => `2026-0${Math.min(9, i + 1)}-0${i === 9 ? 2 : 1}`);
	const one = metric('Lead time', on, [5, 6, 5, 6, 5, 6, 5, 6, 5, 20]);
	const picture = metricPanels([one], [], '2026-11-23', f, [limitsOf(one)]);
	const { series } = picture.option(720, 300) as { series: { type: string; data: unknown[] }[] };
	expect(series.map(({ type }) => type)).toEqual(['line', 'line', 'line', 'line', 'scatter']);
	expect(picture.table.rows.at(-1)?.at(-1)).toBe('outside its natural limits');
});

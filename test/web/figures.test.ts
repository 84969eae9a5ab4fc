import type { EventStudy, Forecast, TimeSplit, WhoNext, WorksWhere } from '@app/contract';
import { expect, test } from 'vitest';
import { eventStudy } from '../../apps/web/src/lib/charts/event-study.ts';
import { patternCurve, type CurvePoint } from '../../apps/web/src/lib/charts/pattern-curve.ts';
import { splitCurves } from '../../apps/web/src/lib/charts/split-curves.ts';
import { ALL } from '../../apps/web/src/lib/charts/view.ts';
import { worksWherePicture } from '../../apps/web/src/lib/charts/works-where.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import {
	backTestSentence,
	effectTitle,
	forecastSentence,
	inWords,
	splitTitle,
	worksTitle
} from '../../apps/web/src/routes/patterns/[key]/figures.ts';

const f = formats('en');
const forecast: Forecast = {
	...{ asOf: '2026-11-23', from: '2026-11-23', period: 'month', model: 'bass', fit: [], method: 'Bass.' },
	seen: { on: ['2026-10-23', '2026-11-23'], adopters: [20, 40] },
	...{ on: ['2026-11-23', '2027-11-23'], expected: [40, 61.4], lower: [40, 52], upper: [40, 70] },
	...{ saturation: 80.2, saturationInterval: { lower: 60, upper: 99 }, halfOn: '2026-11-01' },
	...{ adopters: 40, eligible: 120, months: 24, tooLittle: null }
};
const refused = (tooLittle: string): Forecast => ({
	...forecast,
	...{ tooLittle, model: null, on: [], expected: [], lower: [], upper: [], saturation: null, halfOn: null }
});
const points: CurvePoint[] = ['2026-10-23', '2026-11-23'].map((on, i) => ({
	...{ on, adopted: 20 + 10 * i, eligible: 120, open: 0, declined: 0, abandoned: 0 }
}));

test('the curve goes on as a dashed line with a band, a saturation and the teams that ever adopted', () => {
	const picture = patternCurve(points, [], f, forecast);
	const { series, xAxis } = picture.option(720, 300) as {
		series: { name?: string; stack?: string; markLine?: object; lineStyle: { type?: unknown } }[];
		xAxis: { max: number };
	};
	expect(series.map(({ name, stack }) => name ?? stack ?? 'half')).toEqual([
		...['adopted', 'expected', 'limits', 'limits', 'ever adopted', 'half']
	]);
	expect(series[1]).toMatchObject({
		lineStyle: { type: [6, 4] },
		markLine: { data: [{ yAxis: 80.2 }] }
	});
	expect(xAxis.max).toBe(Date.parse('2027-11-23'));
	expect(picture.table.rows.at(-1)).toEqual(['2027-11-23', null, null, null, null, null, 61, 52, 70]);
	expect(picture.spots(720, 300, ALL).map(({ told }) => told().at(-1)?.value)).toEqual([
		...['20', '40', '61 (52 to 70)']
	]);
});

test('a forecast is a sentence, and so is the reason for none', () => {
	expect(forecastSentence(forecast, f)).toBe(
		'By Nov 2027 61 teams (52 to 70) are expected to have adopted it, after 40 so far; 80 (60 to 99) in the end; half of those had by Nov 2026.'
	);
	const done = { ...forecast, expected: [40, 40.2], saturation: 40.3 };
	expect(forecastSentence(done, f)).toBe(
		'Hardly any more teams are expected to adopt it by Nov 2027: 40 (52 to 70); half of those had by Nov 2026.'
	);
	const early = 'Too early to say: 3 adopters in 5 months; a curve needs 10 adopters and 6 months.';
	expect(forecastSentence(refused(early), f)).toBe(early);
	expect(forecastSentence(refused('No team has adopted it yet.'), f)).toBe(
		'No forecast. No team has adopted it yet.'
	);
	expect(patternCurve(points, [], f, refused(early)).table.columns).not.toContain('From');
});

const trait = (value: string, works: number, tried: number, lower: number, upper: number): WorksWhere => ({
	...{ trait: 'deploys_on', value, works, tried, share: works / tried, interval: { lower, upper } },
	elsewhere: { tried: 50, works: 45, share: 0.9, interval: { lower: 0.8, upper: 0.95 } }
});

test('a trait sets teams apart only where the intervals do not overlap', () => {
	expect(worksTitle([trait('mainframe', 2, 9, 0.08, 0.5)], f)).toBe(
		'It lasts less often where deploys on is mainframe: in 2 of 9 teams, elsewhere in 45 of 50'
	);
	expect(worksTitle([trait('saas', 7, 10, 0.45, 0.9)], f)).toMatch(/^No trait tells clearly/);
	const { columns, rows } = worksWherePicture([trait('saas', 7, 10, 0.45, 0.9)], f).table;
	expect(new Set(columns).size).toBe(columns.length);
	expect(rows).toEqual([['deploys on: saas', 10, 7, 70, 45, 90, 50, 45, 90, 80, 95]]);
});

const split: TimeSplit = {
	by: 'Part of the area, from agreed on',
	groups: [
		{ name: '<b>North', tracks: 9, adopted: 5, medianDays: 40.4, curve: curve([0, 10, 40], [0, 0.2, 0.5]) },
		{ name: 'South', tracks: 8, adopted: 5, medianDays: 60, curve: curve([0, 60], [0, 0.6]) }
	],
	...{ pValue: 0.021, tooLittle: null }
};
function curve(days: number[], share: number[]) {
	return { days, share, lower: share, upper: share };
}

test('groups are compared in words', () => {
	expect(splitTitle(split, f)).toBe(
		'Half after 40 days (<b>North) to 60 days (South). They differ more than chance explains (p = 0.02)'
	);
	expect(inWords(0.4, f)).toBe('no more than chance explains (p = 0.4)');
	expect(inWords(0.0004, f)).toBe('far more than chance explains (p < 0.001)');
	const { table, spots } = splitCurves(split, 'agreed', f);
	expect(table.rows).toEqual([
		[0, 0, 0],
		[10, 20, 0],
		[40, 50, 0],
		[60, 50, 60]
	]);
	expect(spots(720, 280, ALL)[2]!.told()).toEqual([
		{ text: 'after 40 days' },
		{ text: '<b>North', value: '50%', color: 'var(--category-1)' },
		{ text: 'South', value: '0%', color: 'var(--category-2)' }
	]);
});

const study: EventStudy = {
	metric: { key: 'lead', name: 'Lead time', unit: 'days', direction: 'down' },
	...{ claimed: null, period: 'quarter', since: [-2, -1, 1], estimate: [0.1, 0, -2.5] },
	...{ lower: [-0.4, null, -3.1], upper: [0.6, null, -1.9], teams: [8, 9, 9] },
	...{ overall: -2.5, overallInterval: { lower: -3, upper: -2 }, adopters: 9, controls: 20 },
	preTrend: { verdict: 'alike', text: 'Alike.' },
	tooLittle: null
};

test('an effect is named with its interval; what nobody named beforehand is none', () => {
	expect(effectTitle([study], true, f)).toBe('Lead time: -2.5 (-3 to -2) days, for the better');
	expect(effectTitle([{ ...study, preTrend: { verdict: 'apart', text: '' } }], true, f)).toMatch(
		/; it began before$/
	);
	expect(effectTitle([study, study], false, f)).toBe(
		'What 2 metrics did around adopting; no effect of the pattern'
	);
	const picture = eventStudy([study, study], f);
	expect(picture.table.rows[2]).toEqual(['Lead time', '1 quarter', -2.5, -3.1, -1.9, 9, 'days']);
	expect(picture.spots(720, picture.height(720), ALL)[5]!.told()).toEqual([
		{ text: '1 quarter after adopting' },
		{ text: 'days', value: '-2.5 (-3.1 to -1.9)' },
		{ text: '9 teams' }
	]);
});

test('the order of who is next says how it did before', () => {
	const next = { asOf: '2026-11-23', teams: [], note: null } as unknown as WhoNext;
	const backTest = {
		askedOn: '2026-05-23',
		top: 10,
		candidates: 60,
		nextAdopters: 12,
		found: 6,
		expectedByChance: 2
	};
	expect(backTestSentence({ ...next, backTest }, f)).toBe(
		'Asked on May 23, 2026, its first 10 of 60 teams held 6 of the 12 that have adopted since; 2 by chance.'
	);
	expect(backTestSentence({ ...next, backTest: null }, f)).toMatch(/^Too few teams/);
});

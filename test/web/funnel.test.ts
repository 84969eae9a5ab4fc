import type { Funnel, FunnelStage } from '@app/contract';
import { expect, test } from 'vitest';
import { funnelPicture } from '../../apps/web/src/lib/charts/funnel.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { draw } from '../../apps/web/src/lib/server/draw.ts';
import { funnelTitle } from '../../apps/web/src/routes/patterns/[key]/pattern.ts';

const f = formats('en');
const stage = (
	stage: FunnelStage['stage'],
	[wentOn, ended, running]: [number, number, number]
): FunnelStage => ({
	...{ stage, entered: wentOn + ended + running, wentOn, ended, running },
	...{ medianDays: 36, medianInterval: { lower: 28, upper: null }, p25Days: 20, p80Days: null }
});
const funnel = (stages: FunnelStage[]): Funnel => ({
	...{ asOf: '2026-11-23', area: null, pattern: null, reach: null },
	stages
});

test('the title says where most end, or that too few have to tell', () => {
	const [agreed, started] = [stage('agreed', [26, 9, 3]), stage('started', [20, 4, 2])];
	expect(funnelTitle([agreed, started], f)).toBe('Of 38 that agreed 9 ended there: the step where most end');
	expect(funnelTitle([agreed, stage('started', [9, 9, 0])], f)).toMatch(/no step ends more$/);
	expect(funnelTitle([started], f)).toBe(
		'Too few to tell where most end: 4 ended, 2 are on the way or in use'
	);
	expect(funnelTitle([stage('adopted', [0, 0, 7])], f)).toBe('None has ended: 7 are on the way or in use');
});

test('every size of the picture has the counts and days of each stage', () => {
	const picture = funnelPicture(funnel([stage('agreed', [26, 9, 3]), stage('sustained', [0, 0, 4])]), f);
	for (const { svg } of draw(picture, { isDataRequest: false, locals: { locale: 'en' } }).sizes) {
		expect(svg).toContain('38 entered: 26 went on, 3 still in it, 9 ended');
		expect(svg).toContain('4 entered: 4 still in it');
		expect(svg).toContain('36 days (28 or more)');
	}
	expect(picture.table.rows[0]).toEqual(['agreed', 38, 26, 3, 9, 36, 28, null, 20, null]);
});

test('where events are on record the funnel begins with those that they reached', () => {
	const stages = [stage('agreed', [26, 9, 3])];
	const picture = funnelPicture({ ...funnel(stages), reach: { reached: 61, events: 4 } }, f);
	expect(picture.table.rows.map(([name, entered]) => [name, entered])).toEqual([
		['reach', 61],
		['agreed', 38]
	]);
	for (const { svg } of draw(picture, { isDataRequest: false, locals: { locale: 'en' } }).sizes) {
		expect(svg).toContain('61 teams saw it at 4 events');
		expect(svg.match(/36 days/g)).toHaveLength(1);
	}
});

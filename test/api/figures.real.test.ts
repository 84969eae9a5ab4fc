import type { PatternFigures } from '@app/contract';
import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { areaOf, firstAdoptions, patternOf, recordsUntil } from '@app/db';
import { forecast } from '../../apps/api/src/figures/forecast.ts';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { pathFiles } from '../../apps/api/src/imports/path-files.ts';
import { test as base, TODAY, whenWorkedOut, type App } from '../support/app.ts';

const data = new URL('../../../shared/data', import.meta.url).pathname;
const here = existsSync(data);
if (!here) console.log('skips: ../shared/data is not here');

const test = base.extend('records', { scope: 'file' }, async ({ db }) => {
	const imported: boolean[] = [];
	for (const source of ['fastify-org', 'medical-innovation']) {
		const options = { now: TODAY, recordedBy: 'test', source };
		imported.push((await importFiles(db, { files: pathFiles(`${data}/${source}`), ...options })).imported);
	}
	return imported;
});

async function figures(app: App, key: string, asOf: string, team = 'fastify'): Promise<PatternFigures> {
	const answer = await whenWorkedOut(app, `/api/patterns/${key}/figures?asOf=${asOf}&team=${team}`);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<PatternFigures>();
}

describe.runIf(here)('what is said of real histories', () => {
	test('gradual practices are forecast, and what came later lies in 80 of 100 bands or more', async ({
		db,
		records
	}) => {
		expect(records).toEqual([true, true]);
		const gradual = [
			...['github-actions-ci', 'types-folder', 'node-test-runner', 'dependabot'],
			...['typescript-types', 'c8-coverage', 'tap', 'standard-lint']
		];
		const days = [
			'2019-06-30',
			'2020-06-30',
			'2020-12-31',
			'2021-06-30',
			'2022-06-30',
			'2023-06-30',
			'2025-03-31'
		];
		let [inside, all] = [0, 0];
		for (const key of gradual) {
			const { id } = (await patternOf(db, key))!;
			const { id: area } = (await areaOf(db, '2026-08-31', 'fastify'))!;
			for (const asOf of days) {
				const until = (await recordsUntil(db, asOf)) ?? asOf;
				const ahead = await forecast(db, id, area, { asOf, until });
				if (ahead.tooLittle !== null) continue;
				const later = await firstAdoptions(db, id, area, ahead.on.at(-1)!);
				const truth = later.reduce((sum, { teams }) => sum + teams, 0);
				all++;
				if (ahead.lower.at(-1)! <= truth && truth <= ahead.upper.at(-1)!) inside++;
			}
		}
		console.log(`fastify-org: ${inside} of ${all} forecasts a year ahead hold what came`);
		expect(all).toBeGreaterThan(15);
		expect(inside / all).toBeGreaterThan(0.8);
	}, 120_000);

	test('a sweep is no diffusion, and what has been given up is not forecast', async ({ app, records }) => {
		expect(records).toEqual([true, true]);
		for (const key of ['ci-concurrency', 'lock-threads', 'ci-least-privilege', 'commonjs-type']) {
			const { forecast } = await figures(app, key, '2026-08-31');
			expect(forecast.tooLittle, key).toMatch(/^No diffusion: \d+ of the \d+ adopters came within/);
			expect(forecast).toMatchObject({ model: null, on: [], saturation: null });
		}
		for (const key of ['travis-ci', 'tap', 'greenkeeper']) {
			const { forecast } = await figures(app, key, '2026-08-31');
			expect(forecast.tooLittle, key).toMatch(/^It is being given up: \d+ of the \d+ teams/);
		}
		const { forecast } = await figures(app, 'node-test-runner', '2024-06-30');
		expect(forecast.tooLittle).toBe(
			'Too early to say: 3 adopters in 5 months; a curve needs 10 adopters and 6 months.'
		);
	});

	test('where no metric is named, no effect is claimed', async ({ app, records }) => {
		expect(records).toEqual([true, true]);
		const { effects, conclusions } = await figures(app, 'node-test-runner', '2026-08-31');
		expect(effects.length).toBeGreaterThan(5);
		expect(conclusions[0]).toContain('no difference among them is an effect of the pattern');
	});

	test('the doctors who prescribed tetracycline later lie in the band', async ({ app, records }) => {
		expect(records).toEqual([true, true]);
		for (const asOf of ['1954-05-31', '1954-07-31', '1954-09-30']) {
			const { forecast } = await figures(app, 'tetracycline', asOf, 'medical-innovation');
			const end = forecast.on.indexOf('1955-03-31');
			const at = end < 0 ? forecast.on.length - 1 : end;
			expect(forecast.tooLittle).toBeNull();
			expect(forecast.lower[at]).toBeLessThanOrEqual(109);
			expect(forecast.upper[at]).toBeGreaterThanOrEqual(109);
		}
		// nothing is on record after March 1955: the silence since then is not taken for saturation
		const { forecast } = await figures(app, 'tetracycline', '1990-01-01', 'medical-innovation');
		expect(forecast).toMatchObject({ adopters: 109, eligible: 125, halfOn: '1954-04-01' });
	});
});

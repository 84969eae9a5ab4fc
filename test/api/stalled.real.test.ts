import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { pathFiles } from '../../apps/api/src/imports/path-files.ts';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { readHistory, type History } from '../support/recount.ts';
import { test as base, TODAY } from '../support/app.ts';

const folder = new URL('../../../shared/data/fastify-org', import.meta.url).pathname;
const here = existsSync(folder);
if (!here) console.log('skips: ../shared/data is not here');

const test = base.extend('records', { scope: 'file' }, async ({ db }) =>
	importFiles(db, { files: pathFiles(folder), now: TODAY, recordedBy: 'test', source: 'fastify-org' })
);

const OPEN = ['observed', 'identified', 'agreed', 'started'];
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

type Stay = { pattern: string; team: string; stage: string; from: string; until: string | null };

/** Every stay as known on a day, by going through the events. */
function staysOf({ events }: History, asOf: string): Stay[] {
	const tracks = Map.groupBy(
		events.filter((event) => event.occurred_on <= asOf),
		(event) => `${event.pattern_key} ${event.team_key}`
	);
	return [...tracks.values()].flatMap((track) =>
		track
			.toSorted((a, b) => a.occurred_on.localeCompare(b.occurred_on))
			.map(({ pattern_key, team_key, stage, occurred_on }, i, sorted) => ({
				...{ pattern: pattern_key, team: team_key, stage, from: occurred_on },
				until: sorted[i + 1]?.occurred_on ?? null
			}))
	);
}

/** The first time by which 80 % have left, by the product-limit formula; null where that is never reached. */
function percentile80(stays: Stay[], asOf: string): number | null {
	const ends = stays
		.map(({ from, until }) => ({ days: daysBetween(from, until ?? asOf), left: until !== null }))
		.sort((a, b) => a.days - b.days);
	let share = 1;
	for (const days of new Set(ends.map((end) => end.days))) {
		const atRisk = ends.filter((end) => end.days >= days).length;
		share *= 1 - ends.filter((end) => end.days === days && end.left).length / atRisk;
		if (share <= 0.2 + 1.5e-8) return days;
	}
	return null;
}

describe.runIf(here)('the stalled adoptions of fastify-org, against the CSV files', () => {
	test('exactly those are slow that are older than the 80th percentile of their stage', async ({
		app,
		records
	}) => {
		expect(records.imported).toBe(true);
		const history = readHistory(folder);
		let checked = 0;
		for (const asOf of ['2019-06-30', '2021-01-15', '2022-03-31', '2024-02-29', '2026-08-20']) {
			const stays = staysOf(history, asOf);
			const { adoptions, open } = (
				await app.inject(`/api/stalled?asOf=${asOf}&reason=slow&pageSize=500`)
			).json();
			const expected = stays
				.filter(({ stage, until }) => until === null && OPEN.includes(stage))
				.flatMap((stay) => {
					const own = stays.filter((other) => other.stage === stay.stage && other.pattern === stay.pattern);
					const all = stays.filter((other) => other.stage === stay.stage);
					const ownDays =
						own.filter((other) => other.until !== null).length >= 10 ? percentile80(own, asOf) : null;
					const days = ownDays ?? percentile80(all, asOf);
					const ageDays = daysBetween(stay.from, asOf);
					return days !== null && ageDays > days ? [`${stay.pattern} ${stay.team} ${ageDays} > ${days}`] : [];
				});
			expect(open).toBe(stays.filter(({ stage, until }) => until === null && OPEN.includes(stage)).length);
			const found = adoptions.map(
				(one: {
					pattern: { key: string };
					team: { key: string };
					ageDays: number;
					percentile: { days: number };
				}) => `${one.pattern.key} ${one.team.key} ${one.ageDays} > ${one.percentile.days}`
			);
			expect(found.sort()).toEqual(expected.sort());
			checked += found.length;
		}
		expect(checked).toBeGreaterThan(10);
	});
});

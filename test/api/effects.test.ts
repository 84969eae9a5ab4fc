import type { PatternFigures, Value } from '@app/contract';
import { allPatterns, transaction, waitForTurn } from '@app/db';
import { expect } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { TODAY, whenWorkedOut } from '../support/app.ts';
import { test, UNTIL } from '../support/demo.ts';
import { importTexts } from '../support/imports.ts';

const URL = `/api/value?asOf=${UNTIL}`;

test('effects are worked out once, beside the questions, and again only where what they rest on changed', async ({
	app,
	db,
	demo
}) => {
	const key = demo.truth.effects[0]!.pattern;
	const of = await transaction(db, async (sql) => {
		await waitForTurn(sql); // as if another process worked effects out
		const first = await app.inject(URL);
		const { pending, patterns } = first.json<Value>();
		const effects = patterns.flatMap((pattern) => pattern.effects);
		expect(pending).toEqual({ done: 0, of: effects.length });
		for (const effect of effects)
			expect(effect).toMatchObject({ pending: true, estimate: null, grade: null });
		for (const { benefit, grade } of patterns)
			expect({ benefit, grade }).toEqual({ benefit: null, grade: null });
		expect(first.headers['etag']).toBeUndefined(); // nor is it remembered
		return effects.length;
	});

	const known = await whenWorkedOut(app, URL);
	expect(known.headers['etag']).toBeTruthy();
	const effects = known.json<Value>().patterns.flatMap((pattern) => pattern.effects);
	expect(effects.filter(({ estimate }) => estimate !== null).length).toBeGreaterThan(5);

	const kept = () => db<{ id: string; row: string }[]>`
		SELECT pattern_id || ' ' || metric_id AS id, xmin::text AS row FROM effect_estimates`;
	const before = new Map((await kept()).map(({ id, row }) => [id, row]));
	expect(before.size).toBe(of);
	const pattern = (await allPatterns(db)).find((one) => one.key === key)!;
	const [team] = await db<{ key: string }[]>`
		SELECT key FROM teams WHERE id NOT IN (SELECT team_id FROM adoptions WHERE pattern_id = ${pattern.id})
			AND id NOT IN (SELECT parent_id FROM team_places WHERE parent_id IS NOT NULL) LIMIT 1`;
	await importTexts(db, {
		'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note\n${key},${team!.key},adopted,${UNTIL},\n`
	});
	await whenWorkedOut(app, URL);
	const changed = (await kept()).filter(({ id, row }) => before.get(id) !== row);
	expect(changed.length).toBeGreaterThan(0);
	expect(changed.every(({ id }) => id.startsWith(pattern.id))).toBe(true);

	// a measurement of one metric: that metric's effects, and those of patterns that should move it
	const [metric] = await db<{ key: string; patterns: string[] }[]>`
		SELECT key, (SELECT array_agg(pattern_id::text) FROM pattern_metrics WHERE metric_id = id) AS patterns
		FROM metrics WHERE id IN (SELECT metric_id FROM pattern_metrics) ORDER BY key LIMIT 1`;
	const then = new Map((await kept()).map(({ id, row }) => [id, row]));
	await importTexts(db, {
		'measurements.csv': `metric_key,team_key,measured_on,value\n${metric!.key},${team!.key},${UNTIL},1\n`
	});
	await whenWorkedOut(app, URL);
	const again = (await kept()).filter(({ id, row }) => then.get(id) !== row);
	expect(again.length).toBeGreaterThan(0);
	expect(again.every(({ id }) => metric!.patterns.includes(id.slice(0, 36)))).toBe(true);
});

test('two processes share what one of them worked out', async ({ app, db, demo }) => {
	await whenWorkedOut(app, URL);
	const rows = () =>
		db`SELECT pattern_id, metric_id, as_of, xmin::text FROM effect_estimates ORDER BY 1, 2, 3`;
	const before = await rows();
	const other = await buildApp({ db, now: () => TODAY });
	const answer = await other.inject(URL);
	expect(answer.json<Value>().pending).toBeNull();
	expect(answer.json()).toEqual((await app.inject(URL)).json());
	await other.close();
	expect(await rows()).toEqual(before);
	const key = demo.truth.effects[0]!.pattern;
	const study = (
		await whenWorkedOut(app, `/api/patterns/${key}/figures?asOf=${UNTIL}`)
	).json<PatternFigures>();
	expect(study.effects.length).toBeGreaterThan(0);
});

test('effects of a day in the past know nothing of what came later', async ({ app }) => {
	const past = '2025-06-30';
	const count = async (asOf: string) => {
		const { patterns } = (await whenWorkedOut(app, `/api/value?asOf=${asOf}`)).json<Value>();
		return patterns.flatMap(({ effects }) => effects).reduce((sum, { adopters }) => sum + adopters, 0);
	};
	expect(await count(past)).toBeLessThan(await count(UNTIL));
});

import type { AreaPlace, PatternValue, Value } from '@app/contract';
import { expect } from 'vitest';
import { whenWorkedOut, type App } from '../support/app.ts';
import { test, UNTIL } from '../support/demo.ts';

const ask = async <T>(app: App, path: string, team?: string) => {
	const answer = await whenWorkedOut(app, `${path}?asOf=${UNTIL}${team ? `&team=${team}` : ''}`);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<T>();
};

test('benefit and cost of all areas add up to those of the whole, to the cent, at every level', async ({
	app,
	demo
}) => {
	expect(demo.truth.value.length).toBeGreaterThan(0);
	const { path } = await ask<AreaPlace>(app, '/api/place');
	for (const team of [path[0]?.key, 'customer-experience']) {
		const { children } = await ask<AreaPlace>(app, '/api/place', team);
		const whole = await ask<Value>(app, '/api/value', team);
		const parts = await Promise.all(children.map(({ key }) => ask<Value>(app, '/api/value', key)));
		expect(parts.length).toBeGreaterThan(1);
		for (const pattern of whole.patterns) {
			const own = parts.flatMap(({ patterns }) =>
				patterns.filter(({ key, adopters }) => key === pattern.key && adopters > 0)
			);
			const add = (figure: (one: PatternValue) => number | null) =>
				own.reduce((sum, one) => sum + (figure(one) ?? 0), 0);
			expect(add(({ adopters }) => adopters)).toBe(pattern.adopters);
			if (pattern.adopters === 0) continue;
			expect(add(({ benefit }) => benefit)).toBeCloseTo(pattern.benefit ?? 0, 2);
			expect(add(({ cost }) => cost)).toBeCloseTo(pattern.cost ?? 0, 2);
		}
	}
});

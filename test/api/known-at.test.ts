import { expect } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { importTexts, SMALL, test } from '../support/imports.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const HEADER = 'pattern_key,team_key,stage,occurred_on,recorded_at';

test('few instants are held, each made once, and none is left behind', async ({ own: { db, sql } }) => {
	await importTexts(db, {
		...SMALL,
		'adoption_events.csv': `${HEADER}
pairing,n1,adopted,2025-02-01,2025-02-01T10:00:00Z
pairing,n2,adopted,2025-03-01,2025-04-01T10:00:00Z`
	});
	const app = await buildApp({ db, now: () => NOW });
	const held = async () => (await sql`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'known%'`).length;
	const adopted = async (knownAt: string) => {
		const answer = await app.inject(`/api/spread?asOf=2026-01-01&knownAt=${knownAt}`);
		expect(answer.statusCode, answer.body).toBe(200);
		return answer.json<{ patterns: { adopted: number }[] }>().patterns[0]!.adopted;
	};
	try {
		const together = await Promise.all(Array.from({ length: 5 }, () => adopted('2025-03-15T00:00:00Z')));
		expect(together).toEqual([1, 1, 1, 1, 1]);
		expect(await held()).toBe(1);
		// the same instant in another time zone
		expect(await adopted('2025-03-15T01:00:00%2B01:00')).toBe(1);
		expect(await held()).toBe(1);
		for (const month of ['04', '05', '06', '07']) expect(await adopted(`2025-${month}-02T00:00:00Z`)).toBe(2);
		await expect.poll(held).toBe(3);
		expect(await adopted('2025-03-15T00:00:00Z')).toBe(1);
		// an import tells more of that time
		await importTexts(db, {
			'adoption_events.csv': `${HEADER}\npairing,s1,adopted,2025-02-01,2025-02-02T10:00:00Z`
		});
		expect(await adopted('2025-03-15T00:00:00Z')).toBe(2);
	} finally {
		await app.close();
	}
	expect(await held()).toBe(0);
});

test('what is no instant of the past is refused, and so is a change', async ({ own: { db } }) => {
	const app = await buildApp({ db, now: () => NOW });
	try {
		for (const wrong of ['yesterday', '2025-03-15', '2026-11-23T12:00:01Z', '', '2025-03-15T00:00:00+01:00'])
			expect((await app.inject(`/api/spread?knownAt=${wrong}`)).statusCode, wrong).toBe(422);
		const twice = await app.inject('/api/spread?knownAt=2025-01-01T00:00:00Z&knownAt=2025-02-01T00:00:00Z');
		expect(twice.statusCode).toBe(422);
		const changed = await app.inject({
			...{ method: 'POST', url: '/api/records/people?knownAt=2025-01-01T00:00:00Z' },
			payload: { key: 'a', name: 'A' }
		});
		expect(changed.statusCode).toBe(422);
		expect(changed.json()).toMatchObject({ detail: expect.stringContaining('Leave knownAt out') });
	} finally {
		await app.close();
	}
});

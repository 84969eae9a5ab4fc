import { amountInWords } from '@app/track';
import { expect } from 'vitest';
import type { Support } from '../../packages/contract/src/index.ts';
import { change, logSupport, Refused } from '../../packages/db/src/index.ts';
import { test, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const TRACK = {
	...SMALL,
	'people.csv': 'person_key,name\nada,Ada\nbo,Bo\n',
	'coalitions.csv': 'coalition_key,name,kind\nflow,Flow,team\nfree,Free,team\n',
	'capacities.csv': 'coalition_key,kind,from_on,per_week\nflow,time,2026-01-01,5\n'
};
const send = (app: App, method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
	app.inject({ method, url, ...(payload && { payload }) });
const agree = (app: App, payload: object) =>
	send(app, 'POST', '/api/records/agreements', {
		...{ pattern: 'pairing', kind: 'time', coalition: 'flow', owner: 'ada', receiver: 'bo' },
		...payload
	});
const support = async (app: App, query = 'from=2027-01-04&weeks=6') =>
	(await app.inject(`/api/support?${query}`)).json<Support>();
const flowTime = async (app: App) => {
	const { coalitions } = await support(app);
	return coalitions.find(({ coalition }) => coalition?.key === 'flow')!.ledgers[0]!;
};
const log = (app: App, id: string, payload: object) =>
	send(app, 'POST', `/api/support/agreements/${id}/log`, payload);

/** Whether both identities hold in every week, in thousandths. */
function expectBalance({ coalitions }: Support) {
	const whole = (amount: number) => Math.round(amount * 1000);
	for (const { ledgers } of coalitions)
		for (const each of ledgers)
			each.committed.forEach((committed, i) => {
				expect(whole(committed)).toBe(
					whole(each.used[i]!) + whole(each.released[i]!) + whole(each.remaining[i]!)
				);
				expect(each.remaining[i]!).toBeGreaterThanOrEqual(0);
				if (each.capacity[i] !== null)
					expect(whole(each.capacity[i]!)).toBe(whole(each.free[i]!) + whole(committed));
			});
}

test('a promise beyond what is free is refused with what is free, and from when more will be', async ({
	app,
	db
}) => {
	const report = await importTexts(db, TRACK);
	expect(report.rejections).toEqual([]);
	const first = await agree(app, {
		...{ team: 'n1', agreedOn: '2026-11-20', amount: 1.5 },
		...{ fromOn: '2027-01-04', untilOn: '2027-01-10' }
	});
	expect(first.statusCode, first.body).toBe(201);
	const second = {
		team: 'n2',
		agreedOn: '2026-11-20',
		amount: 8,
		fromOn: '2027-01-04',
		untilOn: '2027-01-17'
	};
	const refused = await agree(app, second);
	expect(refused.statusCode).toBe(422);
	expect(refused.json().detail).toContain(
		'3.5 of 5 days are free until 11 Jan 2027; from 11 Jan 2027 5 days'
	);
	const fits = await agree(app, { ...second, amount: 7 });
	expect(fits.statusCode, fits.body).toBe(201);
	expect(await flowTime(app)).toMatchObject({ committed: [5, 3.5, 0, 0, 0, 0], free: [0, 1.5, 5, 5, 5, 5] });

	// others can be edited without more being taken, and not to more
	const url = `/api/records/agreements/${fits.json().id}`;
	expect((await send(app, 'PATCH', url, { version: 1, fields: { owner: 'bo' } })).statusCode).toBe(200);
	expect((await send(app, 'PATCH', url, { version: 2, fields: { amount: 8 } })).statusCode).toBe(422);
	expect((await send(app, 'PATCH', url, { version: 2, fields: { amount: 6 } })).statusCode).toBe(200);
	expectBalance(await support(app));
});

test('use beyond what remains is refused; what is released can be promised, and then not be taken back', async ({
	app
}) => {
	const made = await agree(app, {
		...{ team: 's1', agreedOn: '2026-11-20', amount: 5 },
		...{ fromOn: '2027-02-01', untilOn: '2027-02-07' }
	});
	const { id } = made.json();
	const used = await log(app, id, { kind: 'used', amount: 1.25, loggedOn: '2026-11-20' });
	expect(used.statusCode, used.body).toBe(200);
	// the same once more that day adds up
	expect((await log(app, id, { kind: 'used', amount: 0.75, loggedOn: '2026-11-20' })).json()).toMatchObject({
		amount: 2,
		version: 2
	});
	const beyond = await log(app, id, { kind: 'used', amount: 3.5 });
	expect(beyond.statusCode).toBe(422);
	expect(beyond.json().detail).toContain('3 days of 5 days remain');
	const released = await log(app, id, { kind: 'released' });
	expect(released.json()).toMatchObject({ kind: 'released', amount: 3 });
	expect((await log(app, id, { kind: 'released' })).json().detail).toContain('Nothing remains');
	const week = async () => {
		const answer = await support(app, 'from=2027-02-01&weeks=1&coalition=flow');
		expectBalance(answer);
		return answer.coalitions[0]!.ledgers[0]!;
	};
	expect(await week()).toMatchObject({ capacity: [8], committed: [5], used: [2], released: [3], free: [3] });

	const [release] = (await app.inject('/api/changes?kind=support_log')).json().changes;
	await agree(app, {
		team: 's2',
		agreedOn: '2026-11-20',
		amount: 3,
		fromOn: '2027-02-01',
		untilOn: '2027-02-07'
	});
	expect(await week()).toMatchObject({ capacity: [8], committed: [8], free: [0] });
	const undo = await send(app, 'POST', `/api/changes/${release.id}/undo`);
	expect(undo.statusCode).toBe(422);
	expect(undo.json().detail).toContain('this takes 5 days: 2 of 5 days are free');
	const gone = await send(app, 'DELETE', `/api/records/agreements/${id}?version=1`);
	expect(gone.json().detail).toContain('Something was used');
	expect(await week()).toMatchObject({ capacity: [8], committed: [8], free: [0] });
});

test('a coalition without capacities on record is not limited', async ({ app }) => {
	const made = await agree(app, { team: 'n1', coalition: 'free', agreedOn: '2026-11-21', amount: 400 });
	expect(made.statusCode, made.body).toBe(201);
	const { coalitions } = await support(app, 'coalition=free');
	expect(coalitions[0]!.ledgers[0]).toMatchObject({ kind: 'time', free: Array(24).fill(null) });
});

test('what cannot be agreed or logged is refused', async ({ app }) => {
	const no = async (payload: object) =>
		(await agree(app, { team: 'n2', agreedOn: '2026-11-22', ...payload })).json().detail;
	expect(await no({ kind: 'none', amount: 2 })).toMatch(/no amount/);
	expect(await no({ amount: 0.0001 })).toMatch(/three decimals/);
	expect(await no({ amount: 1, fromOn: '2027-03-01', untilOn: '2027-02-01' })).toMatch(/before it begins/);
	expect(await no({ amount: 1, untilOn: '2040-01-01' })).toMatch(/five years/);
	const none = await agree(app, { team: 'n2', agreedOn: '2026-11-22', kind: 'none' });
	expect(none.statusCode).toBe(201);
	const entry = {
		pattern: 'pairing',
		team: 'n2',
		agreedOn: '2026-11-22',
		loggedOn: '2026-11-23',
		kind: 'used',
		amount: 1
	};
	expect((await send(app, 'POST', '/api/records/support_log', entry)).json().detail).toMatch(
		/No support was agreed/
	);
});

test('fifty at once, some taking back what they did, leave a balanced ledger', async ({ app }) => {
	const from = { fromOn: '2027-03-01', untilOn: '2027-03-28' };
	const days = Array.from({ length: 50 }, (_, i) =>
		new Date(Date.UTC(2026, 8, 1 + i)).toISOString().slice(0, 10)
	);
	const answers = await Promise.all(
		days.map(async (agreedOn, i) => {
			const made = await agree(app, {
				team: ['n1', 'n2', 's1', 's2'][i % 4],
				agreedOn,
				amount: 2.001,
				...from
			});
			if (made.statusCode !== 201) return made.statusCode;
			const { id } = made.json();
			const all = await Promise.all([0.7, 0.7, 0.7].map((amount) => log(app, id, { kind: 'used', amount })));
			expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 422]);
			if (i % 3 === 0) await log(app, id, { kind: 'released' });
			return made.statusCode;
		})
	);
	// four weeks of five days hold nine promises of 2.001, and those that fit into what was released meanwhile
	expect(new Set(answers)).toEqual(new Set([201, 422]));
	const answer = await support(app, 'from=2027-03-01&weeks=4&coalition=flow');
	expectBalance(answer);
	const { free, committed, released } = answer.coalitions[0]!.ledgers[0]!;
	expect(Math.min(...(free as number[]))).toBeGreaterThanOrEqual(0);
	const sum = (list: number[]) => list.reduce((all, each) => all + each, 0);
	expect(sum(committed) - sum(released)).toBeLessThanOrEqual(20);
	expect(answers.filter((status) => status === 201).length).toBeGreaterThanOrEqual(9);
});

test('who is cut off in the middle of a write and tries again writes once, and holds nobody up', async ({
	app,
	db
}) => {
	const made = await agree(app, {
		...{ team: 's2', coalition: 'free', agreedOn: '2026-11-19', amount: 20 },
		...{ fromOn: '2027-04-05', untilOn: '2027-05-02' }
	});
	const { id } = made.json();
	const entry = { kind: 'used' as const, amount: 0.5, loggedOn: '2026-11-20' };
	const once = async (n: number, cut: boolean) => {
		const actor = { by: 'test', onBehalfOf: null, at: '2026-11-23T12:00:00Z' };
		const request = { key: `cut-${n}`, asked: 'the same' };
		return change(db, actor, request, async (changing) => {
			const body = await logSupport(changing, id, { ...entry, words: `work ${n}` });
			if (cut) await changing.sql`SELECT pg_terminate_backend(pg_backend_pid())`;
			return { status: 200, body };
		});
	};
	const answers = await Promise.all(
		Array.from({ length: 50 }, async (_, n) => {
			const first = await once(n, n % 2 === 0).then(
				() => 'done',
				(error: Error) => (error instanceof Refused ? 'refused' : 'cut')
			);
			if (first !== 'cut') return first;
			return once(n, false).then(
				() => 'done after all',
				() => 'refused'
			);
		})
	);
	const count = (what: string) => answers.filter((each) => each.startsWith(what)).length;
	expect([count('done'), count('refused')]).toEqual([40, 10]);
	expect(count('done after all')).toBeGreaterThan(0);
	const answer = await support(app, 'coalition=free&from=2027-04-05&weeks=4');
	expectBalance(answer);
	expect(answer.agreements.find((each) => each.id === id)).toMatchObject({ used: 20, remaining: 0 });
});

test('a history that promises too much is stored with a warning; use beyond an agreement is not', async ({
	app,
	db
}) => {
	const agreement = 'pairing,s2,time,2026-05-04,40,flow,2026-05-04,2026-05-31';
	const header = 'pattern_key,team_key,kind,agreed_on,amount,coalition_key,from_on,until_on\n';
	const warned = await importTexts(db, { 'agreements.csv': `${header}${agreement}\n` });
	expect(warned.rejections).toEqual([]);
	expect(warned.warnings).toMatchObject([
		{
			...{ file: 'agreements.csv', line: 2, column: 'amount', says: '40 days' },
			expected: expect.stringContaining(
				'in the week of 2026-05-04 10 days are promised of 5 days, and so in 3 more'
			)
		}
	]);
	const { coalitions } = await support(app, 'from=2026-05-04&weeks=4&coalition=flow');
	expect(coalitions[0]!.overPromised).toHaveLength(4);

	const logHeader = 'pattern_key,team_key,agreed_on,logged_on,kind,amount\n';
	const rejected = await importTexts(db, {
		'support_log.csv': `${logHeader}pairing,s2,2026-05-04,2026-05-06,used,39\npairing,s2,2026-05-04,2026-05-07,used,2\npairing,n1,2020-01-01,2026-05-07,used,2\n`
	});
	expect(rejected.rejections).toMatchObject([
		{
			line: 3,
			column: 'amount',
			says: '2',
			expected: expect.stringContaining('40 were agreed, 41 are on the log')
		},
		{ file: 'support_log.csv', line: 4, column: 'agreed_on', says: '2020-01-01' }
	]);
	expect(rejected.files).toMatchObject([{ rejected: 2 }]);
	const less = await importTexts(db, {
		'support_log.csv': `${logHeader}pairing,s2,2026-05-04,2026-05-06,used,39\n`
	});
	expect(less.rejections).toEqual([]);
	const lowered = await importTexts(db, { 'agreements.csv': header + agreement.replace(',40,', ',30,') });
	expect(lowered.rejections).toMatchObject([{ line: 2, column: 'amount', says: '30' }]);
	expect(amountInWords(39_000, 'time')).toBe('39 days');
});

import postgres from 'postgres';
import { expect } from 'vitest';
import { asWriter } from '../../packages/db/src/append-only.ts';
import { connect } from '../../packages/db/src/connect.ts';
import { migrate } from '../../packages/db/src/migrate.ts';
import { test } from '../support/database.ts';

const refused = (query: Promise<unknown>) =>
	query.then(
		() => 'done',
		({ code }: { code: string }) => code
	);

test('what was recorded can neither be changed nor taken out through the product', async ({ db }) => {
	for (const table of ['transitions', 'evidence', 'changes']) {
		expect(await db.unsafe(`SELECT count(*)::int AS n FROM ${table}`)).toEqual([{ n: 0 }]);
		expect(await refused(db.unsafe(`UPDATE ${table} SET id = id`))).toBe('42501');
		expect(await refused(db.unsafe(`DELETE FROM ${table}`))).toBe('42501');
		expect(await refused(db.unsafe(`TRUNCATE ${table} CASCADE`))).toBe('42501');
		expect(await refused(db.unsafe(`DROP TABLE ${table}`))).toBe('42501');
	}
	expect(await refused(db.unsafe(`UPDATE people SET name = name`))).toBe('done');
});

test('a start finds it as it is; one that may not make the role says so and goes on', async ({
	databaseUrl,
	sql,
	onTestFinished
}) => {
	expect(await migrate(databaseUrl)).toEqual({ url: asWriter(databaseUrl), appendOnly: true });
	// somebody gave back what the product must not have
	await sql`GRANT UPDATE ON changes TO scale_across_writer`;
	expect((await migrate(databaseUrl)).appendOnly).toBe(true);
	const db = connect(asWriter(databaseUrl), { connections: 1 });
	expect(await refused(db`UPDATE changes SET id = id`)).toBe('42501');
	await db.end();

	await sql`CREATE ROLE somebody LOGIN PASSWORD 'p'`;
	const name = `of_${databaseUrl.split('/').at(-1)}`;
	await sql.unsafe(`CREATE DATABASE ${name}`);
	onTestFinished(async () => {
		await sql.unsafe(`DROP DATABASE ${name}`);
		await sql`DROP ROLE somebody`;
	});
	const url = new URL(databaseUrl);
	url.pathname = name;
	const own = postgres(url.href, { max: 1 });
	await own.unsafe(`GRANT ALL ON DATABASE ${name} TO somebody; GRANT ALL ON SCHEMA public TO somebody`);
	await own.end();
	Object.assign(url, { username: 'somebody', password: 'p' });
	expect(await migrate(url.href)).toEqual({ url: url.href, appendOnly: false });
	// what the message tells an administrator to do
	await sql`GRANT scale_across_writer TO somebody`;
	expect(await migrate(url.href)).toEqual({ url: asWriter(url.href), appendOnly: true });
});

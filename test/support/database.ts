import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { test as base, inject } from 'vitest';
import { asWriter } from '../../packages/db/src/append-only.ts';
import { connect } from '../../packages/db/src/connect.ts';

/** A test with a migrated, empty database of its file's own: `databaseUrl`, connected as the product is (`db`), and as who
 * owns the tables (`sql`). */
export const test = base
	.extend('databaseUrl', { scope: 'file' }, async ({}, { onCleanup }) => {
		const url = inject('databaseUrl');
		const name = `test_${randomUUID().slice(0, 8)}`;
		const server = postgres(url, { max: 1, onnotice: () => {} });
		await server`CREATE DATABASE ${server(name)} TEMPLATE migrated`;
		onCleanup(async () => {
			await server`DROP DATABASE ${server(name)} WITH (FORCE)`;
			await server.end();
		});
		return url.replace(/[^/]+$/, name);
	})
	.extend('db', { scope: 'file' }, async ({ databaseUrl }, { onCleanup }) => {
		const db = connect(asWriter(databaseUrl));
		onCleanup(() => db.end());
		return db;
	})
	.extend('sql', { scope: 'file' }, ({ databaseUrl }, { onCleanup }) => {
		const sql = connect(databaseUrl, { connections: 2 });
		onCleanup(() => sql.end());
		return sql;
	});

import { connect, shareEmbedded, StartError, startEmbedded, type Embedded } from '@app/db';
import type { Env } from './env.ts';

/**
 * The database to work with: the one that DATABASE_URL names, or our own. A command that runs `beside` the product
 * shares the product's.
 *
 * @throws StartError when there is none
 */
export async function openDatabase(
	env: Env,
	log: (line: string) => void,
	{ beside = false } = {}
): Promise<Embedded> {
	if (!env.DATABASE_URL) return (beside ? shareEmbedded : startEmbedded)({ dataDir: env.DATA_DIR, log });
	await assertUsable(env.DATABASE_URL);
	return { url: env.DATABASE_URL, stop: async () => {} };
}

const patience = 10_000;

async function assertUsable(url: string): Promise<void> {
	const refuse = (why: string, cause?: unknown) => {
		throw new StartError(
			`DATABASE_URL does not lead to a database that can be used: ${why}. Correct it, or unset it to use our own.`,
			{ cause }
		);
	};
	let sql;
	try {
		sql = connect(url, { connections: 1 });
	} catch (error) {
		return refuse((error as Error).message, error);
	}
	try {
		const late = new Promise<never>((_, reject) => {
			setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience).unref();
		});
		const [server] = await Promise.race([
			sql`SELECT current_setting('server_version_num')::int AS version`,
			late
		]);
		if (server && server['version'] < 150_000) refuse('PostgreSQL 15 or newer is needed');
	} catch (error) {
		if (error instanceof StartError) throw error;
		refuse((error as Error).message || String((error as { code?: string }).code), error);
	} finally {
		await sql.end({ timeout: 0 });
	}
}

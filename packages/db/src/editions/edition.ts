import { randomInt } from 'node:crypto';
import { asOwner, letRead } from '../append-only.ts';
import { beside, connect, type Db, type Transaction } from '../connect.ts';
import { keepFromNothing, keptOfAdoptions } from '../keep/recount.ts';
import { recordsState } from '../queries/organization.ts';
import { RECORD_KINDS } from '../records/kinds.ts';
import { transaction } from '../transaction.ts';
import { IMPORTS_ID } from '../words.ts';
import { takeBackChanges } from './take-back.ts';

/** What an edition is: the records as they were known at an instant, to be asked like the database itself. */
export type Edition = {
	db: Db;
	/** Whether it still is what was known: an import may bring what was known before, and teams that were not there. */
	holds(): Promise<boolean>;
	/** Ends its connections and drops it; nobody asks it any more. */
	close(): Promise<void>;
};

/** Makes editions of one database, one at a time; `close` once all of them are closed. */
export type Editions = {
	/**
	 * @param knownAt ISO instant
	 * @param settled whether every change that began up to then has ended: else any change makes it another one
	 */
	open(knownAt: string, settled: boolean): Promise<Edition>;
	close(): Promise<void>;
};

/** Any number will do, as long as nobody else in this database locks by it. */
const EDITIONS_LOCK = 7_305_219;
/** Connections of an edition: few ask it. */
const CONNECTIONS = 3;
/** Which process an edition is of: the number that the process holds a lock by. */
const NAME = /^known_(\d+)_\d+$/;

/**
 * An edition is a schema beside `public` and before it on the search path, so that every question is asked of it as it
 * is. In it lie the log, the audit trail and the findings up to the instant, as views; records as they were then, taken
 * back by the audit trail (take-back.ts); and all that is kept from these, counted from nothing. Everything else is
 * that of the present: teams, their places and traits, metrics and what was measured. So what an import brought without
 * an instant at which it was recorded was always known; its own days say from when on it counts. Nobody can write to an
 * edition, except what effects are worked out to.
 */
export function editionsOf(db: Db): Editions {
	const lane = beside(db, 1);
	const own = randomInt(2 ** 31);
	let made = 0;
	return {
		async open(knownAt, settled) {
			const schema = `known_${own}_${++made}`;
			const state = await transaction(lane, async (sql) => {
				await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
				await sql`SELECT pg_advisory_lock_shared(${EDITIONS_LOCK}, ${own})`; // held until the connection ends
				return asOwner(sql, () => make(sql, schema, knownAt));
			});
			const edition = connect(within(db.url, schema), { connections: CONNECTIONS });
			return {
				db: edition,
				holds: async () => {
					const [now, own] = await Promise.all([stateOf(db, schema), recordsState(edition)]);
					// what is not logged is empty after a crash of the server
					const whole = now.there && own.state === state.all;
					return whole && now.imports === state.imports && (settled || now.all === state.all);
				},
				async close() {
					await edition.end();
					await transaction(lane, (sql) => asOwner(sql, () => drop(sql, schema)));
				}
			};
		},
		close: () => lane.end()
	};
}

/** Drops the editions of processes that are gone. The caller owns the tables. */
export async function dropLeftEditions(sql: Transaction): Promise<void> {
	for (const { schema } of await sql<{ schema: string }[]>`SELECT nspname AS schema FROM pg_namespace`) {
		const process = NAME.exec(schema)?.[1];
		if (!process) continue;
		const [row] = await sql<{ gone: boolean }[]>`
			SELECT pg_try_advisory_xact_lock(${EDITIONS_LOCK}, ${Number(process)}) AS gone`;
		if (row!.gone) await drop(sql, schema);
	}
}

const drop = (sql: Transaction, schema: string) => sql`DROP SCHEMA ${sql(schema)} CASCADE`;

function within(url: string, schema: string): string {
	const own = new URL(url);
	own.searchParams.set('search_path', `${schema},public`);
	return own.href;
}

type State = { there: boolean; imports: string; all: string };
/** Whether a schema is there, and how often anything was changed in the present. */
async function stateOf(sql: Db | Transaction, schema: string): Promise<State> {
	const [row] = await sql<State[]>`
		SELECT to_regclass(${`${schema}.versions`}) IS NOT NULL AS there,
			concat(max(version) FILTER (WHERE subject_id = ${IMPORTS_ID})) AS imports, concat(count(*), ' ', sum(version)) AS all
		FROM public.versions`;
	return row!;
}

/** Kept with the records; the others of their kind follow from teams and their places alone, and are the present's. */
const KEPT = ['adoptions', 'versions', 'effect_estimates', ...keptOfAdoptions];

async function make(sql: Transaction, schema: string, knownAt: string): Promise<State> {
	const known = (column: string) => `${column} <= '${knownAt}'::timestamptz`;
	const copies = [...KEPT, ...RECORD_KINDS].map(
		(table) => `CREATE UNLOGGED TABLE ${schema}.${table} (LIKE public.${table} INCLUDING ALL);`
	);
	await sql.unsafe(`
		CREATE SCHEMA ${schema};
		${copies.join('\n')}
		CREATE VIEW ${schema}.transitions AS SELECT * FROM public.transitions WHERE ${known('recorded_at')};
		CREATE VIEW ${schema}.evidence AS SELECT * FROM public.evidence WHERE ${known('recorded_at')};
		CREATE VIEW ${schema}.changes AS SELECT * FROM public.changes WHERE ${known('at')};
		CREATE VIEW ${schema}.findings AS
			SELECT id, kind, cause, team_id, pattern_id, coalition_id, event_id, reasons, step, opened_at,
				CASE WHEN ${known('acknowledged_at')} THEN acknowledged_at END AS acknowledged_at,
				CASE WHEN ${known('acknowledged_at')} THEN acknowledged_by END AS acknowledged_by,
				CASE WHEN ${known('acknowledged_at')} THEN snoozed_until END AS snoozed_until,
				CASE WHEN ${known('resolved_at')} THEN resolved_at END AS resolved_at, version
			FROM public.findings WHERE ${known('opened_at')};
		SET LOCAL search_path = ${schema}, public`);
	await takeBackChanges(sql, knownAt);
	await sql`INSERT INTO adoptions SELECT DISTINCT team_id, pattern_id FROM transitions ORDER BY 1, 2`;
	await keepFromNothing(sql);
	await sql`INSERT INTO versions SELECT * FROM public.versions`;
	// what rests on nothing that was recorded later is the same
	await sql`
		INSERT INTO effect_estimates SELECT * FROM public.effect_estimates WHERE pattern_id NOT IN (
			SELECT pattern_id FROM public.transitions WHERE recorded_at > ${knownAt})`;
	await sql.unsafe(`ANALYZE ${KEPT.join(', ')}`);
	await letRead(sql, schema, ['effect_estimates']);
	return stateOf(sql, schema);
}

import type { Db, Transaction } from '../connect.ts';
import { countUp } from '../keep/versions.ts';
import { transaction } from '../transaction.ts';
import { IMPORTS_ID, TRACK_ID } from '../words.ts';

/** What cannot be done as it was asked; the message says what to do instead. */
export class Refused extends Error {}
/** What would be changed is being written for longer than anybody should wait without a word. */
export class Busy extends Error {}
/** There is no such record (any more). */
export class Missing extends Error {}
/** Somebody else changed it meanwhile; `theirs` is what it is now. */
export class ChangedMeanwhile extends Error {
	theirs: unknown;
	constructor(message: string, theirs: unknown) {
		super(message);
		this.theirs = theirs;
	}
}

/** Who changes something, and when: `onBehalfOf` is the key of a person, `at` an ISO instant. */
export type Actor = { by: string; onBehalfOf: string | null; at: string };
/**
 * A change under way. `lasting` is set by whoever changes what is remembered from import to import; `changes` are the
 * ids of what was added to the audit trail.
 */
export type Changing = Actor & { sql: Transaction; lasting: boolean; changes: string[] };
/** A request that may come twice: its key, and a digest of what it asks. */
export type Request = { key: string; asked: string };
export type Answer = { status: number; body: unknown };
/** What came of a change; `changes`: the ids of its entries in the audit trail, so that it can be undone. */
export type Answered = Answer & { changes: string[] };

/** The database says so where two transactions wait for each other, or were too close. */
const AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 5;
/** Whoever imports or recounts holds what is counted for minutes. */
const PATIENCE = '5s';
const OUT_OF_PATIENCE = '55P03';

/**
 * Makes a change, whole or not at all: `work` in one transaction. With `request`, a second one with the same key gets
 * the answer of the first and changes nothing.
 *
 * @throws what `work` throws, Refused where the key was used for something else, Busy
 */
export async function change(
	db: Db,
	actor: Actor,
	request: Request | null,
	work: (changing: Changing) => Promise<Answer>
): Promise<Answered> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await transaction(db, async (sql) => {
				const patience = sql`SELECT set_config('lock_timeout', ${PATIENCE}, true)`.execute(); // on the way with what follows
				const [answer] = await Promise.all([once(sql, actor, request, work), patience]);
				return answer;
			});
		} catch (error) {
			const { code = '' } = error as { code?: string };
			if (code === OUT_OF_PATIENCE) {
				throw new Busy(
					'An import or a recount is writing this. Nothing was changed; try again in a minute or two.'
				);
			}
			if (attempt === ATTEMPTS || !AGAIN.has(code)) throw error;
		}
	}
}

/** Forgets answers to requests from before an instant: nobody sends them again. */
export async function forgetRequests(db: Db, before: string): Promise<void> {
	await db`DELETE FROM requests WHERE at < ${before}`;
}

async function once(
	sql: Transaction,
	actor: Actor,
	request: Request | null,
	work: (changing: Changing) => Promise<Answer>
): Promise<Answered> {
	if (request) {
		// who comes second waits here for the first
		const [mine] = await sql`
			INSERT INTO requests (key, asked, at, status, answer)
			VALUES (${request.key}, ${request.asked}, ${actor.at}, 0, 'null') ON CONFLICT (key) DO NOTHING RETURNING key`;
		if (!mine) {
			const [first] = await sql<{ asked: string; status: number; answer: Omit<Answered, 'status'> }[]>`
				SELECT asked, status, answer FROM requests WHERE key = ${request.key}`;
			if (first!.asked !== request.asked) {
				throw new Refused('This idempotency key was used for another request. Make a new one.');
			}
			return { status: first!.status, ...first!.answer };
		}
	}
	if (actor.onBehalfOf !== null) {
		const [person] = await sql`SELECT FROM people WHERE key = ${actor.onBehalfOf}`;
		if (!person) throw new Refused(`There is no person '${actor.onBehalfOf}' to act on behalf of.`);
	}
	const changing: Changing = { ...actor, sql, lasting: false, changes: [] };
	const { status, body } = await work(changing);
	const { changes } = changing;
	// last, and after all patterns: everybody waits for these rows
	await countUp(
		sql,
		sql`SELECT ${TRACK_ID}::uuid UNION SELECT ${IMPORTS_ID}::uuid WHERE ${changing.lasting}`
	);
	if (request) {
		await sql`UPDATE requests SET status = ${status}, answer = ${sql.json({ body, changes } as never)}
			WHERE key = ${request.key}`;
	}
	return { status, body, changes };
}

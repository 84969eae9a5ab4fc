import { editionsOf, type Db, type Edition } from '@app/db';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Later } from './problems.ts';

/** How many are held at a time, being made or made. */
const MOST = 3;
/** Milliseconds that whoever asks first waits for an edition to be made. */
const PATIENCE = 10_000;
/** Milliseconds after which whoever began a change has ended it, or an import began it. */
const SETTLED = 60_000;

/** An edition with the product over it; `answers`: those under way; `left`: others are held instead. */
type Open = { edition: Edition; app: FastifyInstance; answers: Set<Promise<void>>; left: boolean };
/** An answer under way. */
type Answering = { app: FastifyInstance; done: () => void };
type Ask = { request: IncomingMessage; reply: ServerResponse };

/** Answers as what was known at an instant. */
export type PastKnowledge = {
	/**
	 * Answers a request to the API from the edition of an instant, which is made for the first who asks.
	 *
	 * @throws Later where it takes longer than somebody should wait
	 */
	answer(knownAt: Date, ask: Ask): Promise<void>;
	close(): Promise<void>;
};

/**
 * The editions of a database, the last few that were asked for. `build` makes the product over one, in which it is
 * the instant for good.
 */
export function pastKnowledgeOf(
	{ db, now }: { db: Db; now: () => Date },
	build: (outside: { db: Db; now: () => Date }) => Promise<FastifyInstance>
): PastKnowledge {
	const editions = editionsOf(db);
	/** Of editions that left: ended once nobody asks them any more. */
	const closing = new Set<Promise<void>>();
	const leave = (made: Promise<Open>) => {
		const closed = made
			.then(
				async (open) => {
					open.left = true;
					await Promise.all(open.answers);
					await open.app.close();
					await open.edition.close();
				},
				() => {} // whoever asked was told
			)
			.catch(console.error)
			.finally(() => closing.delete(closed));
		closing.add(closed);
	};
	const begin = ({ app, answers }: Open): Answering => {
		const { promise, resolve } = Promise.withResolvers<void>();
		answers.add(promise);
		return { app, done: () => (answers.delete(promise), resolve()) };
	};
	const held = new LRUCache<string, Promise<Open>>({ max: MOST, dispose: leave });
	let making = 0;

	async function make(knownAt: Date): Promise<Open> {
		making++;
		try {
			const settled = now().getTime() - knownAt.getTime() > SETTLED;
			const edition = await editions.open(knownAt.toISOString(), settled);
			try {
				const app = await build({ db: edition.db, now: () => knownAt });
				await app.ready();
				return { edition, app, answers: new Set(), left: false };
			} catch (error) {
				await edition.close();
				throw error;
			}
		} finally {
			making--;
		}
	}

	/** The edition of an instant, as it holds now, about to answer; whoever asks together shares one. */
	async function at(knownAt: Date): Promise<Answering> {
		const key = knownAt.toISOString();
		for (;;) {
			const known = held.get(key);
			if (!known && making >= MOST) throw new Later();
			const made = known ?? make(knownAt);
			if (!known) {
				held.set(key, made);
				made.catch(() => held.peek(key) === made && held.delete(key));
			}
			const open = await made;
			if (open.left) continue; // others were asked for meanwhile
			const answering = begin(open);
			if (!known || (await open.edition.holds())) return answering;
			answering.done();
			if (held.peek(key) === made) held.delete(key);
		}
	}

	return {
		async answer(knownAt, { request, reply }) {
			const late = new AbortController();
			const found = at(knownAt);
			const answering = await Promise.race([found, wait(PATIENCE, null, { signal: late.signal })]).finally(
				() => late.abort()
			);
			if (!answering) {
				found.then(
					({ done }) => done(),
					() => {} // as whoever asks next is told
				);
				throw new Later();
			}
			reply.once('close', answering.done);
			answering.app.routing(request, reply);
		},
		async close() {
			held.clear();
			await Promise.allSettled(closing);
			await editions.close();
		}
	};
}

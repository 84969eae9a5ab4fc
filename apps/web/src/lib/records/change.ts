import type { Problem } from '@app/contract';
import { refreshAll } from '$app/navigation';
import { page } from '$app/state';
import { actingAs } from '#lib/person.ts';
import { placeIn } from '#lib/place.ts';
import { NOT_THEN } from './forms.svelte.ts';
import { say } from './toasts.svelte.ts';

/** The API did not do it. `message` says what happened and what to do; on 409 `theirs` is what the record is now. */
export class Refusal extends Error {
	status: number;
	theirs: Record<string, unknown> | null;
	constructor(status: number, message: string, theirs: Record<string, unknown> | null = null) {
		super(message);
		this.status = status;
		this.theirs = theirs;
	}
}

/** @throws Refusal on a page that shows what was known at an instant: nothing is changed there. */
function assertNow(): void {
	if (placeIn(page).knownAt) throw new Refusal(0, NOT_THEN);
}

type Method = 'POST' | 'PATCH' | 'DELETE';

/** What was asked and not yet answered, so that a double click, or trying again after a failure, acts once. */
const under = new Map<string, { key: string; answer: Promise<unknown> | null }>();

/**
 * Sends a change to the API, on behalf of whom the reader acts as. Shows "Saved." with Undo (`said`: other words, or
 * null for nothing) and loads what the page shows again. `person`: on whose behalf, where the reader acts as nobody. The same sent again before the answer acts once.
 *
 * @throws Refusal
 */
export async function send<Answer = unknown>(
	method: Method,
	path: string,
	body?: unknown,
	said: string | null = 'Saved.',
	person: string | null = null
): Promise<Answer> {
	assertNow();
	const asked = JSON.stringify([method, path, body]);
	const mine = under.get(asked) ?? { key: newKey(), answer: null };
	under.set(asked, mine);
	mine.answer ??= ask(method, path, body, mine.key, said, person);
	try {
		const answer = await mine.answer;
		under.delete(asked);
		return answer as Answer;
	} catch (error) {
		// whoever tries again after the line broke asks for the same once more
		mine.answer = null;
		if (!(error instanceof Refusal) || error.status !== 0) under.delete(asked);
		throw error;
	}
}

/** As `send`, for a button without a form: what is refused is told in a toast. Answers whether it was done. */
export async function act(method: Method, path: string, body?: unknown, said?: string): Promise<boolean> {
	try {
		await send(method, path, body, said);
		return true;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		say(error.message, { failed: true });
		return false;
	}
}

async function ask(
	method: Method,
	path: string,
	body: unknown,
	key: string,
	said: string | null,
	person: string | null
) {
	const answer = await fetch(path, {
		method,
		headers: {
			'idempotency-key': key,
			...(body !== undefined && { 'content-type': 'application/json' }),
			...(person !== null && { 'x-on-behalf-of': encodeURIComponent(person) }),
			...actingAs(document.cookie)
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	}).catch((error: unknown) => {
		console.error(error);
		throw new Refusal(
			0,
			'No answer from the product. Nothing you typed is lost: check the line, then try again.'
		);
	});
	const told = (await answer.json().catch(() => null)) as unknown;
	if (!answer.ok) {
		const problem = told as (Problem & { theirs?: Record<string, unknown> }) | null;
		throw new Refusal(
			answer.status,
			problem?.detail ?? `The product answered ${answer.status}. Try again.`,
			problem?.theirs
		);
	}
	const changes = answer.headers.get('x-change')?.split(' ') ?? [];
	if (said !== null) say(said, { ...(changes.length > 0 && { undo: () => undo(changes) }) });
	await refreshAll();
	return told;
}

const undo = (changes: string[]) => act('POST', '/api/changes/undo', { changes }, 'Taken back.');

/** `crypto.randomUUID` is not there on plain http, where phones at an event may be. */
const newKey = () =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
		''
	);

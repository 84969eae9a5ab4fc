import { Refusal, send } from '#lib/records/change.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 15_000;
const ATTEMPTS = 10;

/**
 * Sends a change, again and again while the line is broken, as one request that acts once,
 * on behalf of a person where one was chosen. `onwait` is told that it
 * waits.
 *
 * @throws Refusal where the product refuses, or the line stays broken for about two minutes
 */
export async function sendSurely(
	path: string,
	body: unknown,
	person: string | null,
	onwait: () => void
): Promise<void> {
	for (let attempt = 1, wait = FIRST_MS; ; attempt++, wait = Math.min(LONGEST_MS, wait * 2)) {
		try {
			return await send('POST', path, body, null, person);
		} catch (error) {
			if (!(error instanceof Refusal) || error.status !== 0 || attempt === ATTEMPTS) throw error;
			onwait();
			await new Promise((resume) => setTimeout(resume, wait));
		}
	}
}

import { error } from '@sveltejs/kit';
import type { Problem } from '@app/contract';

/** Asks the API; its problems become the page's errors. Empty parameters are left out. */
export async function api<Answer>(
	fetch: typeof globalThis.fetch,
	path: string,
	params: Record<string, string | number | null | undefined> = {}
): Promise<Answer> {
	const given = Object.entries(params).filter(([, value]) => value != null && value !== '');
	const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
	const answer = await fetch(query.size > 0 ? `${path}?${query}` : path).catch((cause: unknown) => {
		console.error(cause);
		error(502, 'The data service does not answer. Wait a moment, then load the page again.');
	});
	if (answer.ok) return answer.json();
	const problem = (await answer.json().catch(() => null)) as Problem | null;
	error(answer.status, problem?.detail ?? problem?.title ?? `The data service answered ${answer.status}.`);
}

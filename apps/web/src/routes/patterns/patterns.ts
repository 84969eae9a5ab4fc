import type { Named, Spread, StoredRecord } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** A pattern as it is written, and how far it has spread in the area; drafts have not. */
export type PatternRow = {
	key: string;
	name: string;
	kind: 'success' | 'failure';
	state: 'draft' | 'published' | 'retired';
	coalition: Named | null;
	mergedInto: Named | null;
	hasSteps: boolean;
	discoveredOn: string | null;
	adopted: number | null;
	eligible: number | null;
	rate: number | null;
};

export function patternRows(records: StoredRecord<'patterns'>[], { patterns }: Spread): PatternRow[] {
	const spreadOf = new Map(patterns.map((pattern) => [pattern.key, pattern]));
	return records.map(({ key, name, kind, state, coalition, mergedInto, steps, discoveredOn }) => {
		const { adopted = null, eligible = null, rate = null } = spreadOf.get(key) ?? {};
		const own = { key, name, kind, state, coalition, mergedInto, discoveredOn };
		return { ...own, hasSteps: steps !== null, adopted, eligible, rate };
	});
}

export type Filter = { kind: string | null; state: string | null; coalition: string | null };

export const filtered = (rows: PatternRow[], { kind, state, coalition }: Filter): PatternRow[] =>
	rows.filter(
		(row) =>
			(kind === null || row.kind === kind) &&
			(state === null || row.state === state) &&
			(coalition === null || row.coalition?.key === coalition)
	);

/** The coalitions that discovered any, by name. */
export const coalitionsOf = (rows: PatternRow[]): Named[] =>
	[
		...new Map(
			rows.flatMap(({ coalition }) => (coalition ? [[coalition.key, coalition] as const] : []))
		).values()
	].sort((a, b) => a.name.localeCompare(b.name));

export function patternsSentence(rows: PatternRow[], f: Formats): string {
	if (rows.length === 0) return 'No pattern is written down yet.';
	const published = rows.filter(({ state }) => state === 'published');
	const silent = published.filter(({ hasSteps }) => !hasSteps).length;
	const drafts = rows.filter(({ state }) => state === 'draft').length;
	const parts = [
		`${f.count(published.length, 'pattern')} ${published.length === 1 ? 'is' : 'are'} published`,
		silent > 0 &&
			`${f.number(silent)} of them ${silent === 1 ? 'does' : 'do'} not say yet how to reproduce it, or how not to repeat it`,
		drafts > 0 && `${f.count(drafts, 'draft')} ${drafts === 1 ? 'waits' : 'wait'} to be finished`
	].filter((part) => part !== false);
	return `${parts.join('; ')}.`;
}

import type { Db } from '../connect.ts';

export type FoundKind = 'pattern' | 'team' | 'person' | 'coalition' | 'event' | 'metric';
export type Found = { kind: FoundKind; key: string; name: string; detail: string };

/**
 * What has the words in its name or key, of one kind or (null) of all; names that begin with them first; at most
 * `limit`. Without words: the first by name.
 */
export async function search(db: Db, words: string, kind: FoundKind | null, limit: number): Promise<Found[]> {
	const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
	const start = pattern.slice(1);
	const best = db`ORDER BY name ILIKE ${start} DESC, name, key LIMIT ${limit}`;
	const of: Record<FoundKind, [table: string, detail: ReturnType<typeof db>]> = {
		pattern: ['patterns', db`kind`],
		team: ['teams', db`kind`],
		person: ['people', db`coalesce(email, '')`],
		coalition: ['coalitions', db`kind`],
		event: ['events', db`state || ', ' || (starts_at AT TIME ZONE 'UTC')::date`],
		metric: ['metrics', db`unit`]
	};
	const kinds = kind === null ? (Object.keys(of) as FoundKind[]) : [kind];
	const found = kinds.map((each, i) => {
		const [table, detail] = of[each];
		return db`${i === 0 ? db`` : db`UNION ALL`}
			(SELECT ${each} AS kind, key, name, ${detail} AS detail FROM ${db(table)}
			WHERE name ILIKE ${pattern} OR key ILIKE ${pattern} ${best})`;
	});
	return db<Found[]>`SELECT * FROM (${found}) found ${best}`;
}

import type { Db } from '../connect.ts';

export type Found = { kind: 'team' | 'pattern'; key: string; name: string; detail: string };

/** Teams and patterns whose name or key contains the words, names that begin with them first; at most `limit`. */
export async function search(db: Db, words: string, limit: number): Promise<Found[]> {
	const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
	const start = pattern.slice(1);
	return db<Found[]>`
		SELECT * FROM (
			SELECT 'pattern' AS kind, key, name, kind AS detail FROM patterns WHERE name ILIKE ${pattern} OR key ILIKE ${pattern}
			UNION ALL
			SELECT 'team', key, name, kind FROM teams WHERE name ILIKE ${pattern} OR key ILIKE ${pattern}
		) found
		ORDER BY name ILIKE ${start} DESC, name, key LIMIT ${limit}`;
}

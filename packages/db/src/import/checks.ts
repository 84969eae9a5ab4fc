import type { Transaction } from '../connect.ts';
import { nearestKey } from './nearest-key.ts';
import { Remarks, type Remark } from './remarks.ts';
import type { Importing, Keyed, Target } from './target.ts';

type Row = Record<string, unknown>;

/**
 * Takes rows out that are about the same record as an earlier one: a warning where they say the same, a rejection
 * where they contradict it. Returns how many of each.
 */
export async function dropRepeats(
	{ sql, warnings, rejections }: Importing,
	{ file, staged, identity }: Target
): Promise<{ repeated: number; contradicting: number }> {
	const key = identity.join(', ');
	if (!key) return { repeated: 0, contradicting: 0 };
	const [found] = await sql.unsafe(`SELECT FROM ${staged} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`);
	if (!found) return { repeated: 0, contradicting: 0 };
	await sql.unsafe(`
		CREATE TEMPORARY TABLE repeats ON COMMIT DROP AS
		SELECT place, line, first_line, said, first_said, said = first_said AS same
		FROM (
			SELECT s.ctid AS place, line, first_value(line) OVER track AS first_line,
				to_jsonb(s) - '{line,id}'::text[] AS said, first_value(to_jsonb(s) - '{line,id}'::text[]) OVER track AS first_said
			FROM ${staged} s JOIN (SELECT ${key} FROM ${staged} GROUP BY ${key} HAVING count(*) > 1) twice USING (${key})
			WINDOW track AS (PARTITION BY ${key} ORDER BY line)
		) every WHERE line <> first_line`);
	await sql.unsafe(`DELETE FROM ${staged} s USING repeats r WHERE s.ctid = r.place`);
	const counts = { repeated: 0, contradicting: 0 };
	for (const same of [true, false]) {
		const rows = await sql<{ line: number; first_line: number; said: Row; first_said: Row; total: number }[]>`
			SELECT *, count(*) OVER ()::int AS total FROM repeats WHERE same = ${same} ORDER BY line LIMIT ${Remarks.limit}`;
		const total = rows[0]?.total ?? 0;
		counts[same ? 'repeated' : 'contradicting'] = total;
		if (same)
			warnings.add(
				rows.map((r) => repeat(file, r.line, r.first_line)),
				total
			);
		else
			rejections.add(
				rows.map((r) => contradiction(file, r)),
				total
			);
	}
	await sql`DROP TABLE repeats`;
	return counts;
}

/** The warning for a line that says the same as an earlier one. */
export const repeat = (file: string, line: number, firstLine: number): Remark => ({
	file,
	line,
	column: null,
	says: `the same as line ${firstLine}`,
	expected: `Counted once: line ${line} repeats line ${firstLine}.`
});

function contradiction(
	file: string,
	{ line, first_line, said, first_said }: { line: number; first_line: number; said: Row; first_said: Row }
): Remark {
	const column = Object.keys(said).find((name) => said[name] !== first_said[name])!;
	return {
		file,
		line,
		column,
		says: String(said[column] ?? ''),
		expected: `the same as in line ${first_line}, which is about the same record and says '${first_said[column] ?? ''}'`
	};
}

const nouns: Record<Keyed, string> = {
	teams: 'team',
	patterns: 'pattern',
	metrics: 'metric',
	people: 'person',
	coalitions: 'coalition',
	events: 'event'
};

/** Rejects rows whose key in `column` no record has, unless the record's own row was rejected. */
export async function rejectUnknownKeys(
	{ sql, rejections, lostKeys }: Importing,
	{ file, staged }: { file: string; staged: string },
	column: string,
	table: Keyed
): Promise<void> {
	const lost = lostKeys[table];
	if (lost === 'any') return;
	const unknown = await sql<{ line: number; key: string; total: number }[]>`
		SELECT line, s.${sql(column)} AS key, count(*) OVER ()::int AS total FROM ${sql(staged)} s
		WHERE NOT EXISTS (SELECT FROM ${sql(table)} known WHERE known.key = s.${sql(column)})
			AND s.${sql(column)} IS NOT NULL AND s.${sql(column)} <> ALL (${lost})
		ORDER BY line LIMIT ${Remarks.limit}`;
	if (!unknown[0]) return;
	const nearest = await suggest(
		sql,
		table,
		unknown.map(({ key }) => key)
	);
	rejections.add(
		unknown.map(({ line, key }) => ({
			file,
			line,
			column,
			says: key,
			expected: `the key of a ${nouns[table]} that is in ${table}.csv or already here${nearest(key)}`
		})),
		unknown[0].total
	);
}

/** For so many unknown keys it is looked what may have been meant: the first mistakes are the telling ones. */
const SUGGESTIONS = 20;

async function suggest(sql: Transaction, table: Keyed, unknown: string[]): Promise<(key: string) => string> {
	const keys = (await sql<{ key: string }[]>`SELECT key FROM ${sql(table)}`).map(({ key }) => key);
	const nearest = new Map(
		[...new Set(unknown)].slice(0, SUGGESTIONS).map((key) => [key, nearestKey(key, keys)])
	);
	return (key) => (nearest.get(key) ? `; the nearest is '${nearest.get(key)}'` : '');
}

/** How many rows have a key that no record has, in one column or several. */
export async function countUnknownKeys({ sql }: Importing, { staged, refersTo }: Target): Promise<number> {
	const known = Object.entries(refersTo).map(
		([column, table]) => `(s.${column} IS NULL OR EXISTS (SELECT FROM ${table} WHERE key = s.${column}))`
	);
	const [rows] = await sql.unsafe<{ unknown: number }[]>(
		`SELECT count(*)::int AS unknown FROM ${staged} s WHERE NOT (${known.join(' AND ')})`
	);
	return rows!.unknown;
}

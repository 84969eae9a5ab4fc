import type { Importing, Target } from './target.ts';

/**
 * metrics.csv: known metrics are brought up to date. The first worth of a metric counts for all time, another one
 * from today on; an empty worth leaves the one there is.
 */
export const metrics: Target = {
	file: 'metrics.csv',
	staged: 'staged_metrics',
	columns: {
		metric_key: 'text',
		name: 'text',
		unit: 'text',
		direction: 'text',
		value_per_unit: 'numeric',
		currency: 'text'
	},
	identity: ['metric_key'],
	refersTo: {},
	makesIds: true,
	async store(importing) {
		const { sql, importId } = importing;
		const [counts] = await sql<{ added: number; changed: number }[]>`
			SELECT count(*) FILTER (WHERE m.id IS NULL)::int AS added, count(*) FILTER (WHERE m.id IS NOT NULL AND (
				(m.name, m.unit, m.direction) IS DISTINCT FROM (s.name, coalesce(s.unit, ''), s.direction)
				OR s.value_per_unit IS NOT NULL AND (worth.value_per_unit, worth.currency)
					IS DISTINCT FROM (s.value_per_unit, s.currency)))::int AS changed
			FROM staged_metrics s LEFT JOIN metrics m ON m.key = s.metric_key
			LEFT JOIN LATERAL (SELECT value_per_unit, currency FROM metric_worths
				WHERE metric_id = m.id ORDER BY from_on DESC LIMIT 1) worth ON true`;
		await sql`
			UPDATE metrics m SET name = s.name, unit = coalesce(s.unit, ''), direction = s.direction, import_id = ${importId}
			FROM staged_metrics s WHERE m.key = s.metric_key
				AND (m.name, m.unit, m.direction) IS DISTINCT FROM (s.name, coalesce(s.unit, ''), s.direction)`;
		await sql`
			INSERT INTO metrics (id, key, name, unit, direction, import_id)
			SELECT id, metric_key, name, coalesce(unit, ''), direction, ${importId} FROM staged_metrics
			ON CONFLICT (key) DO NOTHING`;
		await storeWorths(importing);
		return counts!;
	}
};

async function storeWorths({ sql, importId, today, rejections }: Importing): Promise<void> {
	const halves = await sql<{ line: number; column: string }[]>`
		SELECT line, CASE WHEN currency IS NULL THEN 'currency' ELSE 'value_per_unit' END AS column
		FROM staged_metrics WHERE (value_per_unit IS NULL) <> (currency IS NULL) ORDER BY line`;
	rejections.add(
		halves.map(({ line, column }) => ({
			file: 'metrics.csv',
			line,
			column,
			says: '',
			expected: 'value_per_unit and currency together, or neither'
		}))
	);
	if (halves.length > 0) return;
	await sql`
		INSERT INTO metric_worths (metric_id, from_on, value_per_unit, currency, import_id)
		SELECT m.id, CASE WHEN worth.from_on IS NULL THEN '-infinity' ELSE greatest(worth.from_on, ${today}::date) END,
			s.value_per_unit, s.currency, ${importId}
		FROM staged_metrics s JOIN metrics m ON m.key = s.metric_key
		LEFT JOIN LATERAL (SELECT * FROM metric_worths WHERE metric_id = m.id ORDER BY from_on DESC LIMIT 1) worth ON true
		WHERE s.value_per_unit IS NOT NULL
			AND (worth.value_per_unit, worth.currency) IS DISTINCT FROM (s.value_per_unit, s.currency)
		ON CONFLICT (metric_id, from_on) DO UPDATE SET
			value_per_unit = excluded.value_per_unit, currency = excluded.currency, import_id = excluded.import_id`;
}

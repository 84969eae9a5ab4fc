import type { Transaction } from '../connect.ts';
import { Remarks } from './remarks.ts';
import type { Importing, Target } from './target.ts';

/** Warns of days that are still to come. */
export async function warnOfFuture(
	{ sql, warnings, today }: Importing,
	{ file, staged, columns }: Target
): Promise<void> {
	if (columns === 'text') return; // plans are about days to come
	for (const column of Object.keys(columns).filter((name) => columns[name] === 'date')) {
		const ahead = await sql<{ line: number; day: string; total: number }[]>`
			SELECT line, ${sql(column)}::text AS day, count(*) OVER ()::int AS total FROM ${sql(staged)}
			WHERE ${sql(column)} > ${today} ORDER BY line LIMIT ${Remarks.limit}`;
		warnings.add(
			ahead.map(({ line, day }) => ({
				file,
				line,
				column,
				says: day,
				expected: `A day up to today (${today}); it is stored, and counts from that day on.`
			})),
			ahead[0]?.total
		);
	}
}

/** For each stage the stages that it does not follow ('' is the beginning), and why. */
const OUT_OF_ORDER: { stage: string; after: string[]; why: string }[] = [
	{
		stage: 'declined',
		after: ['started', 'adopted', 'sustained'],
		why: 'A team declines before it starts; from then on it abandons.'
	},
	{
		stage: 'abandoned',
		after: ['', 'identified', 'agreed', 'declined'],
		why: 'A team abandons what it has started; until then it declines.'
	},
	{
		stage: 'sustained',
		after: ['', 'observed', 'identified', 'agreed', 'started', 'declined', 'abandoned'],
		why: 'Sustained follows adopted.'
	},
	...['observed', 'identified', 'agreed', 'started'].map((stage, i) => ({
		stage,
		after: ['identified', 'agreed', 'started', 'adopted', 'sustained'].slice(Math.max(1, i)),
		why: 'The stages do not go back, unless the team gave it up in between.'
	}))
];

/** Warns of new events whose stage does not follow the one before; they are stored as recorded. By the stays that `keep` derives. */
export async function warnOfOrder(sql: Transaction, warnings: Remarks): Promise<void> {
	const rules = OUT_OF_ORDER.flatMap(({ stage, after, why }) =>
		after.map((before) => ({ stage, before, why }))
	);
	const reasons = new Map(rules.map(({ stage, before, why }) => [`${before} ${stage}`, why]));
	// a table, since there are few of them if any, which the planner would not believe
	await sql`CREATE TEMPORARY TABLE odd (team_id uuid, pattern_id uuid, before text, stage text, on_day date) ON COMMIT DROP`;
	const odd = await sql`
		INSERT INTO odd
		SELECT team_id, pattern_id, before, stage, on_day FROM (
			SELECT team_id, pattern_id, stage AS before, next_stage AS stage, until_on AS on_day FROM derived
			UNION ALL
			SELECT team_id, pattern_id, '', stage, from_on FROM derived WHERE step = 1
		) entered JOIN unnest(${rules.map(({ before }) => before)}::text[], ${rules.map(({ stage }) => stage)}::text[]) rule (before, stage)
			USING (before, stage)`;
	if (odd.count === 0) return;
	await sql`ANALYZE odd`;
	// sorting all that was read, for the few of them that are odd, takes five times as long as reading it
	await sql`SELECT set_config('enable_mergejoin', 'off', true)`;
	const found = await sql<{ line: number; stage: string; before: string; total: number }[]>`
		SELECT e.line, stage, min(before) AS before, count(*) OVER ()::int AS total
		FROM odd JOIN entries e USING (team_id, pattern_id, stage)
		WHERE e.occurred_on = odd.on_day AND e.recorded_id IS NULL
		GROUP BY e.line, stage ORDER BY e.line LIMIT ${Remarks.limit}`;
	await sql`SELECT set_config('enable_mergejoin', 'on', true)`;
	warnings.add(
		found.map(({ line, stage, before }) => ({
			file: 'adoption_events.csv',
			line,
			column: 'stage',
			says: before ? `${stage} after ${before}` : `${stage} as the first stage`,
			expected: reasons.get(`${before} ${stage}`)!
		})),
		found[0]?.total
	);
}

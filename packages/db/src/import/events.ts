import { repeat } from './checks.ts';
import { Remarks } from './remarks.ts';
import type { Importing, Stored, Target } from './target.ts';

/**
 * adoption_events.csv: transitions are only added. An event is known by team, pattern, day, stage and its how-manieth
 * time that day, so that a file imported again, or grown, adds what is new; it comes after what the day already has.
 */
export const events: Target = {
	file: 'adoption_events.csv',
	staged: 'staged_adoption_events',
	columns: { pattern_key: 'text', team_key: 'text', stage: 'text', occurred_on: 'date', note: 'text' },
	identity: [],
	refersTo: { pattern_key: 'patterns', team_key: 'teams' },
	makesIds: true,
	async store(importing) {
		const repeated = await identify(importing);
		const stored = await addTransitions(importing);
		importing.moved.adoptions ||= stored.added > 0;
		return { ...stored, repeated };
	}
};

/**
 * Makes the temporary table `events`: rows with ids in place of keys, without those that repeat the one before, which
 * it counts.
 */
async function identify({ sql, warnings }: Importing): Promise<number> {
	await sql`
		CREATE TEMPORARY TABLE events ON COMMIT DROP AS
		SELECT *, NULL::integer AS repeats,
			row_number() OVER (PARTITION BY team_id, pattern_id, occurred_on, stage ORDER BY line) AS nth
		FROM (
			SELECT s.line, s.id, t.id AS team_id, p.id AS pattern_id, s.occurred_on, s.stage, s.note
			FROM staged_adoption_events s JOIN teams t ON t.key = s.team_key JOIN patterns p ON p.key = s.pattern_key
		) identified`;
	await sql`ANALYZE events`;
	// only a day that has a stage twice can have a repetition
	const repeats = await sql<{ line: number; first_line: number }[]>`
		WITH busy AS (SELECT DISTINCT team_id, pattern_id, occurred_on FROM events WHERE nth > 1), sequence AS (
			SELECT line, (stage, note) IS NOT DISTINCT FROM (lag(stage) OVER day, lag(note) OVER day) AS same,
				lag(line) OVER day AS first_line
			FROM events JOIN busy USING (team_id, pattern_id, occurred_on)
			WINDOW day AS (PARTITION BY team_id, pattern_id, occurred_on ORDER BY line)
		)
		UPDATE events SET repeats = first_line FROM sequence WHERE same AND first_line IS NOT NULL AND sequence.line = events.line
		RETURNING events.line, first_line`;
	if (repeats.length === 0) return 0;
	warnings.add(
		repeats
			.toSorted((a, b) => a.line - b.line)
			.slice(0, Remarks.limit)
			.map(({ line, first_line }) => repeat(events.file, line, first_line)),
		repeats.length
	);
	await sql`DELETE FROM events WHERE repeats IS NOT NULL`;
	await sql`
		UPDATE events SET nth = counted.nth FROM (
			SELECT line, row_number() OVER (PARTITION BY team_id, pattern_id, occurred_on, stage ORDER BY line) AS nth FROM events
		) counted WHERE counted.line = events.line AND counted.nth <> events.nth`;
	return repeats.length;
}

async function addTransitions(importing: Importing): Promise<Stored> {
	const { sql, importId, recordedAt } = importing;
	await sql`
		CREATE TEMPORARY TABLE new_events ON COMMIT DROP AS
		WITH recorded AS (
			SELECT team_id, pattern_id, occurred_on, t.stage, t.id, t.day_order, row_number() OVER (
				PARTITION BY team_id, pattern_id, occurred_on, t.stage ORDER BY t.day_order, t.id) AS nth
			FROM transitions t JOIN (SELECT DISTINCT team_id, pattern_id, occurred_on FROM events) day
				USING (team_id, pattern_id, occurred_on)
		), days AS (
			SELECT team_id, pattern_id, occurred_on, max(day_order) AS last_order FROM recorded GROUP BY 1, 2, 3
		)
		SELECT e.*, recorded.id AS recorded_id, coalesce(last_order, 0) AS last_order
		FROM events e LEFT JOIN recorded USING (team_id, pattern_id, occurred_on, stage, nth)
		LEFT JOIN days USING (team_id, pattern_id, occurred_on)`;
	await sql`
		INSERT INTO touched
		SELECT DISTINCT team_id, pattern_id FROM new_events WHERE recorded_id IS NULL`;
	await sql`INSERT INTO adoptions (team_id, pattern_id) SELECT team_id, pattern_id FROM touched ON CONFLICT DO NOTHING`;
	const added = await sql`
		INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, import_id)
		SELECT team_id, pattern_id, id, stage, occurred_on,
			last_order + row_number() OVER (PARTITION BY team_id, pattern_id, occurred_on ORDER BY line),
			${recordedAt}::timestamptz, ${importId}::uuid
		FROM new_events WHERE recorded_id IS NULL`;
	return { added: added.count, changed: await addEvidence(importing) };
}

/** Notes become evidence; returns how many of them are news about transitions that were recorded before. */
async function addEvidence({ sql, importId, recordedAt }: Importing): Promise<number> {
	await sql`
		INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
		SELECT team_id, pattern_id, id, id, note, ${recordedAt}::timestamptz, ${importId}::uuid
		FROM new_events WHERE recorded_id IS NULL AND note IS NOT NULL`;
	const news = await sql`
		INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
		SELECT team_id, pattern_id, recorded_id, id, note, ${recordedAt}::timestamptz, ${importId}::uuid
		FROM new_events e WHERE recorded_id IS NOT NULL AND note IS NOT NULL AND NOT EXISTS (
			SELECT FROM evidence known WHERE known.team_id = e.team_id AND known.pattern_id = e.pattern_id
				AND known.transition_id = e.recorded_id
			HAVING bool_or(fact = e.note) OR string_agg(fact, '; ' ORDER BY id) = e.note)`; // or as they are exported
	return news.count;
}

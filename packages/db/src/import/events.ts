import { repeat } from './checks.ts';
import { Remarks } from './remarks.ts';
import type { Importing, Stored, Target } from './target.ts';

/**
 * adoption_events.csv: transitions are only added. An event is known by team, pattern, day, stage and its how-manieth
 * time that day, so that a file imported again, or grown, adds what is new; it comes after what the day already has.
 * When it was learnt is told for what is new only: what is recorded was learnt when it was.
 */
export const events: Target = {
	file: 'adoption_events.csv',
	staged: 'staged_adoption_events',
	columns: {
		pattern_key: 'text',
		team_key: 'text',
		stage: 'text',
		occurred_on: 'date',
		note: 'text',
		reason: 'text',
		recorded_at: 'timestamptz'
	},
	identity: [],
	refersTo: { pattern_key: 'patterns', team_key: 'teams' },
	makesIds: true,
	async store(importing) {
		await checkLearnt(importing);
		const repeated = await identify(importing);
		const stored = await addTransitions(importing);
		importing.moved.adoptions ||= stored.added > 0;
		return { ...stored, repeated };
	}
};

/** Clocks differ a little: whoever is ahead of ours by less says now. */
const SKEW = `interval '1 hour'`;

/** Rejects what was learnt after now, and warns of what was learnt before it can have happened anywhere. */
async function checkLearnt({ sql, warnings, rejections, recordedAt }: Importing): Promise<void> {
	const found = await sql<{ line: number; says: string; day: string; ahead: boolean; total: number }[]>`
		SELECT line, to_jsonb(recorded_at) #>> '{}' AS says, occurred_on::text AS day, recorded_at > ${recordedAt} AS ahead,
			count(*) OVER (PARTITION BY recorded_at > ${recordedAt})::int AS total
		FROM staged_adoption_events
		-- where days begin first, they do so 14 hours before they do in UTC
		WHERE recorded_at - ${sql.unsafe(SKEW)} > ${recordedAt} OR recorded_at < occurred_on::timestamp AT TIME ZONE 'UTC' - interval '14 hours'
		ORDER BY ahead DESC, line LIMIT ${2 * Remarks.limit}`;
	for (const ahead of [true, false]) {
		const own = found.filter((row) => row.ahead === ahead);
		(ahead ? rejections : warnings).add(
			own.slice(0, Remarks.limit).map(({ line, says, day }) => ({
				...{ file: events.file, line, column: 'recorded_at', says },
				expected: ahead
					? `an instant up to now (${recordedAt}): what is still to be learnt cannot be recorded`
					: `An instant on ${day} or later, since it happened that day; it is stored as it is.`
			})),
			own[0]?.total ?? 0
		);
	}
}

/**
 * Makes the temporary table `entries`: rows with ids in place of keys, without those that repeat the one before, which
 * it counts. Most adoptions have a stage once a day, so what only the others need is worked out for them alone.
 */
async function identify({ sql, warnings, recordedAt }: Importing): Promise<number> {
	await sql`
		CREATE TEMPORARY TABLE entries ON COMMIT DROP AS
		SELECT s.line, s.id, t.id AS team_id, p.id AS pattern_id, s.occurred_on, s.stage, s.note, s.reason,
			least(s.recorded_at, ${recordedAt}) AS recorded_at, 1 AS nth,
			NULL::uuid AS recorded_id, 0 AS last_order
		FROM staged_adoption_events s JOIN teams t ON t.key = s.team_key JOIN patterns p ON p.key = s.pattern_key`;
	await sql`ANALYZE entries`;
	await sql`
		CREATE TEMPORARY TABLE busy ON COMMIT DROP AS SELECT DISTINCT team_id, pattern_id, occurred_on FROM (
			SELECT team_id, pattern_id, occurred_on FROM entries GROUP BY team_id, pattern_id, occurred_on, stage
			HAVING count(*) > 1) twice`;
	await sql`ANALYZE busy`;
	const repeats = await sql<{ line: number; first_line: number }[]>`
		WITH sequence AS (
			SELECT line, (stage, note) IS NOT DISTINCT FROM (lag(stage) OVER day, lag(note) OVER day) AS same,
				lag(line) OVER day AS first_line
			FROM entries JOIN busy USING (team_id, pattern_id, occurred_on)
			WINDOW day AS (PARTITION BY team_id, pattern_id, occurred_on ORDER BY line)
		)
		DELETE FROM entries USING sequence WHERE same AND first_line IS NOT NULL AND sequence.line = entries.line
		RETURNING entries.line, first_line`;
	await sql`
		UPDATE entries SET nth = counted.nth FROM (
			SELECT line, row_number() OVER (PARTITION BY team_id, pattern_id, occurred_on, stage ORDER BY line) AS nth
			FROM entries JOIN busy USING (team_id, pattern_id, occurred_on)
		) counted WHERE counted.line = entries.line AND counted.nth > 1`;
	warnings.add(
		repeats
			.toSorted((a, b) => a.line - b.line)
			.slice(0, Remarks.limit)
			.map(({ line, first_line }) => repeat(events.file, line, first_line)),
		repeats.length
	);
	return repeats.length;
}

/** Marks events that are recorded already, and says of the others what their day ends with so far. */
async function recognize({ sql }: Importing): Promise<void> {
	const [known] = await sql`SELECT FROM entries JOIN adoptions USING (team_id, pattern_id) LIMIT 1`;
	if (!known) return;
	await sql`
		CREATE TEMPORARY TABLE recorded ON COMMIT DROP AS
		SELECT team_id, pattern_id, occurred_on, t.stage, t.id, row_number() OVER (
				PARTITION BY team_id, pattern_id, occurred_on, t.stage ORDER BY t.day_order, t.id) AS nth,
			max(t.day_order) OVER (PARTITION BY team_id, pattern_id, occurred_on) AS last_order
		FROM transitions t JOIN (SELECT DISTINCT team_id, pattern_id, occurred_on FROM entries) day
			USING (team_id, pattern_id, occurred_on)`;
	await sql`ANALYZE recorded`;
	await sql`
		UPDATE entries e SET last_order = day.last_order
		FROM (SELECT DISTINCT team_id, pattern_id, occurred_on, last_order FROM recorded) day
		WHERE (e.team_id, e.pattern_id, e.occurred_on) = (day.team_id, day.pattern_id, day.occurred_on)`;
	await sql`
		UPDATE entries e SET recorded_id = recorded.id FROM recorded
		WHERE (e.team_id, e.pattern_id, e.occurred_on, e.stage, e.nth)
			= (recorded.team_id, recorded.pattern_id, recorded.occurred_on, recorded.stage, recorded.nth)`;
}

async function addTransitions(importing: Importing): Promise<Stored> {
	const { sql, importId } = importing;
	await recognize(importing);
	await sql`
		INSERT INTO touched
		SELECT DISTINCT team_id, pattern_id FROM entries WHERE recorded_id IS NULL`;
	// lines number the events of a day; in the order of the key, so that what is read together lies together
	const added = await sql`
		INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, reason, import_id)
		SELECT team_id, pattern_id, id, stage, occurred_on, last_order + line, recorded_at, reason, ${importId}::uuid
		FROM entries WHERE recorded_id IS NULL ORDER BY team_id, pattern_id, id`;
	return { added: added.count, changed: await addEvidence(importing) };
}

/** Notes become evidence; returns how many of them are news about transitions that were recorded before. */
async function addEvidence({ sql, importId, recordedAt }: Importing): Promise<number> {
	await sql`
		INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
		SELECT team_id, pattern_id, id, id, note, recorded_at, ${importId}::uuid
		FROM entries WHERE recorded_id IS NULL AND note IS NOT NULL ORDER BY team_id, pattern_id, id`;
	const news = await sql`
		INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
		SELECT team_id, pattern_id, recorded_id, id, note, ${recordedAt}::timestamptz, ${importId}::uuid
		FROM entries e WHERE recorded_id IS NOT NULL AND note IS NOT NULL AND NOT EXISTS (
			SELECT FROM evidence known WHERE known.team_id = e.team_id AND known.pattern_id = e.pattern_id
				AND known.transition_id = e.recorded_id
			HAVING bool_or(fact = e.note) OR string_agg(fact, '; ' ORDER BY id) = e.note)`; // or as they are exported
	return news.count;
}

import { v7 } from 'uuid';
import { keep, keepEligible } from '../keep/keep.ts';
import { countUp } from '../keep/versions.ts';
import { columnOf, KINDS, RECORD_KINDS, type RecordKind } from '../records/kinds.ts';
import { auditEdits, editRecord } from '../records/records.ts';
import { Missing, Refused, type Changing } from './change.ts';

/** What moved to the other pattern, and what stayed with the duplicate since the same was on record there already. */
export type Merged = {
	adoptions: number;
	transitions: number;
	moved: Record<string, number>;
	stayed: Record<string, number>;
};

type Side = { id: string; key: string; name: string; kind: string; version: number; merged: boolean };

/**
 * Merges a pattern into the one that it turned out to be. What stands of its adoptions is recorded for the other, on the
 * same days, and taken back here; what else names it is moved; it is retired. Nothing is erased, and nothing of it is
 * taken back by itself: what does not belong to the other pattern is corrected there.
 *
 * @throws Missing, Refused where the two cannot be one
 */
export async function mergePatterns(changing: Changing, key: string, into: string): Promise<Merged> {
	const { sql } = changing;
	const sides = await sql<Side[]>`
		SELECT id, key, name, kind, version, merged_into_id IS NOT NULL AS merged FROM patterns
		WHERE key IN (${key}, ${into}) ORDER BY id FOR UPDATE`;
	const [from, to] = [key, into].map((own) => sides.find((side) => side.key === own));
	if (!from) throw new Missing(`There is no pattern with the key '${key}'.`);
	if (!to) throw new Refused(`There is no pattern with the key '${into}' (into). Check the spelling.`);
	if (from.merged) throw new Refused(`${from.name} was merged before.`);
	if (from.kind !== to.kind) {
		throw new Refused(
			'One of them succeeded and the other failed: they cannot be the same. Correct the kind first.'
		);
	}
	await countUp(sql, sql`SELECT unnest(${[from.id, to.id]}::uuid[])`);
	// checks that the two may be one, before anything moves
	await editRecord(changing, 'patterns', from.id, {
		version: from.version,
		values: { state: 'retired', mergedInto: into }
	});
	const merged: Merged = { ...(await moveTransitions(changing, from, to)), moved: {}, stayed: {} };
	for (const kind of ORDER) await moveRecords(changing, kind, { from, to, merged });
	for (const [table, column] of [
		['pattern_metrics', 'metric_id'],
		['pattern_costs', 'kind']
	] as const) {
		const moved = await sql`
			UPDATE ${sql(table)} own SET pattern_id = ${to.id} WHERE pattern_id = ${from.id} AND NOT EXISTS (
				SELECT FROM ${sql(table)} other WHERE other.pattern_id = ${to.id} AND other.${sql(column)} = own.${sql(column)})`;
		const [left] = await sql<{ count: number }[]>`
			SELECT count(*)::int AS count FROM ${sql(table)} WHERE pattern_id = ${from.id}`;
		note(merged, table, moved.count, left!.count);
	}
	// all adoptions of both: those of the other may be measured by what moved
	await sql`CREATE TEMPORARY TABLE touched (team_id uuid, pattern_id uuid) ON COMMIT DROP`;
	await sql`INSERT INTO touched SELECT team_id, pattern_id FROM adoptions WHERE pattern_id IN (${from.id}, ${to.id})`;
	await keep(sql, { treeChanged: false, fitChanged: false });
	await sql`DROP TABLE touched, derived, own, net, series, lengths, running, around, around_areas`;
	for (const id of [from.id, to.id].sort()) await keepEligible(sql, id);
	changing.lasting = true;
	return merged;
}

/** Records what stands of the one for the other, and takes it back here. */
async function moveTransitions(
	{ sql, by, onBehalfOf, at }: Changing,
	from: Side,
	to: Side
): Promise<Pick<Merged, 'adoptions' | 'transitions'>> {
	const importId = v7();
	const standing = await sql<{ id: string; known: boolean }[]>`
		SELECT t.id, EXISTS (SELECT FROM transitions same WHERE same.team_id = t.team_id AND same.pattern_id = ${to.id}
				AND same.stage = t.stage AND same.occurred_on = t.occurred_on AND ${standingOf('same', sql)}) AS known
		FROM transitions t WHERE t.pattern_id = ${from.id} AND t.stage IS NOT NULL AND ${standingOf('t', sql)}
		ORDER BY t.team_id, t.occurred_on, t.day_order, t.id`;
	if (standing.length === 0) return { adoptions: 0, transitions: 0 };
	await sql`INSERT INTO imports (id, recorded_by, recorded_at, source, simulated, counts)
		VALUES (${importId}, ${by}, ${at}, 'entered', false, '[]')`;
	await sql`
		CREATE TEMPORARY TABLE moving
			(LIKE transitions, new_id uuid, back_id uuid, known boolean, place integer) ON COMMIT DROP`;
	const ids = (of: { id: string }[]) => of.map(({ id }) => id);
	await sql`
		INSERT INTO moving
		SELECT t.*, move.new_id, move.back_id, t.id = ANY (${ids(standing.filter(({ known }) => known))}::uuid[]), move.place
		FROM transitions t JOIN unnest(${ids(standing)}::uuid[], ${standing.map(() => v7())}::uuid[],
			${standing.map(() => v7())}::uuid[]) WITH ORDINALITY AS move (id, new_id, back_id, place)
			ON t.id = move.id AND t.pattern_id = ${from.id}`;
	await sql`INSERT INTO adoptions (team_id, pattern_id) SELECT DISTINCT team_id, ${to.id}::uuid FROM moving ON CONFLICT DO NOTHING`;
	await sql`
		INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, supersedes, reason, import_id)
		SELECT team_id, ${to.id}::uuid, new_id, stage, occurred_on, coalesce((SELECT max(day_order) FROM transitions before
				WHERE before.team_id = moving.team_id AND before.pattern_id = ${to.id}
					AND before.occurred_on = moving.occurred_on), 0) + place, ${at}::timestamptz, NULL::uuid, reason, ${importId}::uuid
		FROM moving WHERE NOT known
		UNION ALL
		SELECT team_id, pattern_id, back_id, NULL, occurred_on, day_order, ${at}::timestamptz, id, NULL, ${importId}::uuid FROM moving`;
	const note = `merged from ${from.key}`;
	await sql`
		INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
		SELECT team_id, ${to.id}::uuid, new_id, new_id, ${note}, ${at}::timestamptz, ${importId}::uuid FROM moving WHERE NOT known
		UNION ALL
		SELECT moving.team_id, ${to.id}::uuid, new_id, e.id, fact, e.recorded_at, ${importId}::uuid
		FROM moving JOIN evidence e ON e.team_id = moving.team_id AND e.pattern_id = moving.pattern_id
			AND e.transition_id = moving.id WHERE NOT known`;
	await sql`
		INSERT INTO changes (id, at, by, on_behalf_of, kind, record_id, action, before, after)
		SELECT gen_random_uuid(), ${at}::timestamptz, ${by}, ${onBehalfOf}, 'transitions', new_id, 'created', NULL::jsonb,
			jsonb_build_object('pattern', ${to.key}::text, 'team', teams.key, 'stage', stage, 'occurredOn', occurred_on,
				'reason', reason, 'note', ${note}::text, 'supersedes', NULL)
		FROM moving JOIN teams ON teams.id = team_id WHERE NOT known
		UNION ALL
		SELECT gen_random_uuid(), ${at}::timestamptz, ${by}, ${onBehalfOf}, 'transitions', back_id, 'edited',
			jsonb_build_object('pattern', ${from.key}::text, 'team', teams.key, 'stage', stage, 'occurredOn', occurred_on, 'reason', reason),
			jsonb_build_object('pattern', ${from.key}::text, 'team', teams.key, 'stage', NULL, 'occurredOn', occurred_on,
				'reason', NULL, 'note', ${`merged into ${to.key}`}::text, 'supersedes', moving.id)
		FROM moving JOIN teams ON teams.id = team_id`;
	const [row] = await sql<
		{ adoptions: number }[]
	>`SELECT count(DISTINCT team_id)::int AS adoptions FROM moving`;
	await sql`DROP TABLE moving`;
	return { adoptions: row!.adoptions, transitions: standing.length };
}

const standingOf = (alias: string, sql: Changing['sql']) => sql`NOT EXISTS (SELECT FROM transitions later
	WHERE later.team_id = ${sql(alias)}.team_id AND later.pattern_id = ${sql(alias)}.pattern_id
		AND later.supersedes = ${sql(alias)}.id AND later.supersedes IS NOT NULL)`;

/** The kinds of records that name a pattern; support is logged on agreements, and goes where they go. */
const ORDER = RECORD_KINDS.filter((kind) => Object.values(KINDS[kind].refers).includes('patterns')).sort(
	(a, b) => Number(a === 'support_log') - Number(b === 'support_log')
);

/** Moves the records of a kind that name the one, where the other has no such record already. */
async function moveRecords(
	{ sql, by, onBehalfOf, at }: Changing,
	kind: RecordKind,
	{ from, to, merged }: { from: Side; to: Side; merged: Merged }
): Promise<void> {
	const own = KINDS[kind];
	const field = Object.keys(own.refers).find((name) => own.refers[name] === 'patterns')!;
	const column = columnOf(own, field);
	const same = own.identity
		.filter((name) => name !== field)
		.map((name) => `other.${columnOf(own, name)} IS NOT DISTINCT FROM r.${columnOf(own, name)}`);
	const taken = own.identity.includes(field)
		? `AND NOT EXISTS (SELECT FROM ${kind} other WHERE ${[`other.${column} = $2`, ...same].join(' AND ')})`
		: '';
	const left = `AND NOT EXISTS (SELECT FROM agreements a WHERE a.team_id = r.team_id AND a.pattern_id = $1 AND a.agreed_on = r.agreed_on)`;
	const rows = await sql.unsafe<{ id: string }[]>(
		`SELECT id FROM ${kind} r WHERE ${column} = $1 AND id <> $1 AND $2::uuid IS NOT NULL ${taken} ${kind === 'support_log' ? left : ''}`,
		[from.id, to.id]
	);
	const ids = rows.map(({ id }) => id);
	await auditEdits({ sql, recordedBy: by, onBehalfOf, recordedAt: at }, kind, ids, async () => {
		await sql.unsafe(`UPDATE ${kind} SET ${column} = $1, version = version + 1 WHERE id = ANY ($2)`, [
			to.id,
			ids
		]);
	});
	const [stays] = await sql.unsafe<{ count: number }[]>(
		`SELECT count(*)::int AS count FROM ${kind} WHERE ${column} = $1`,
		[from.id]
	);
	note(merged, kind, ids.length, stays!.count);
}

function note({ moved, stayed }: Merged, what: string, goes: number, stays: number): void {
	if (goes > 0) moved[what] = goes;
	if (stays > 0) stayed[what] = stays;
}

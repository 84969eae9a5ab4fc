import type { Db } from '../connect.ts';

/** An attempt to import: who, what from, what came of it; `progress` and `report` as the caller gave them. */
export type ImportAttempt = {
	id: string;
	recordedBy: string;
	source: string;
	dryRun: boolean;
	startedAt: string;
	/** `interrupted`: it was running, and then its process was gone. */
	state: 'running' | 'interrupted' | ImportEnd;
	progress: unknown;
	report: unknown;
};
export type ImportEnd = 'imported' | 'unchanged' | 'rejected' | 'failed';

/** A running import that was silent for so long is dead; it is heard of every few seconds. */
const SILENCE = '30 seconds';

/** Notes that an attempt begins; false if its id was used before. */
export async function beginAttempt(
	sql: Db,
	{ id, recordedBy, source, dryRun, startedAt }: Omit<ImportAttempt, 'state' | 'progress' | 'report'>
): Promise<boolean> {
	const begun = await sql`
		INSERT INTO import_reports (id, recorded_by, source, dry_run, started_at, heard_at, state, progress)
		VALUES (${id}, ${recordedBy}, ${source}, ${dryRun}, ${startedAt}, now(), 'running', '{}')
		ON CONFLICT DO NOTHING`;
	return begun.count === 1;
}

/** Notes that an attempt is alive, and how far it is. */
export async function hearOfAttempt(sql: Db, id: string, progress: object): Promise<void> {
	await sql`
		UPDATE import_reports SET heard_at = now(), progress = ${sql.json(progress as never)}
		WHERE id = ${id} AND state = 'running'`;
}

/** Notes what came of an attempt. */
export async function endAttempt(
	sql: Db,
	id: string,
	state: ImportEnd,
	report: object | null
): Promise<void> {
	await sql`
		UPDATE import_reports SET state = ${state}, report = ${report && sql.json(report as never)}, heard_at = now()
		WHERE id = ${id}`;
}

/** The newest attempts, without their reports; or the one with the id, with it. */
export async function importAttempts(sql: Db, id?: string): Promise<ImportAttempt[]> {
	return sql<ImportAttempt[]>`
		SELECT id, recorded_by AS "recordedBy", source, dry_run AS "dryRun", started_at AS "startedAt", progress,
			CASE WHEN state = 'running' AND heard_at < now() - ${SILENCE}::interval THEN 'interrupted' ELSE state END AS state,
			${id ? sql`report` : sql`NULL`} AS report
		FROM import_reports ${id ? sql`WHERE id = ${id}` : sql``} ORDER BY started_at DESC LIMIT 100`;
}

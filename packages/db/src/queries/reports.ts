import { ChangedMeanwhile, type Changing } from '../changes/change.ts';
import type { Db, Transaction } from '../connect.ts';
import { audit } from '../records/records.ts';
import { ORGANIZATION_ID } from '../words.ts';

export type SealedRow = {
	id: string;
	quarter: string;
	area: { key: string; name: string } | null;
	schema: string;
	sealedAt: string;
	by: string;
	onBehalfOf: string | null;
	sha256: string;
};
export type SealedDocument = SealedRow & { document: string };

const sealedColumns = (sql: Db | Transaction) => sql`
	s.id, s.quarter, s.schema, to_jsonb(s.sealed_at) #>> '{}' AS "sealedAt", s.by, s.on_behalf_of AS "onBehalfOf", s.sha256,
	CASE WHEN s.area_key IS NOT NULL THEN json_build_object('key', s.area_key, 'name', coalesce(area.name, s.area_key)) END AS area`;

/** The sealed reports, newest first, without their documents. */
export async function sealedReports(db: Db): Promise<SealedRow[]> {
	return db<SealedRow[]>`
		SELECT ${sealedColumns(db)} FROM sealed_reports s LEFT JOIN teams area ON area.key = s.area_key ORDER BY s.id DESC`;
}

/** A sealed report; undefined where there is none with the id. */
export async function sealedReport(db: Db, id: string): Promise<SealedDocument | undefined> {
	const [row] = await db<SealedDocument[]>`
		SELECT ${sealedColumns(db)}, s.document
		FROM sealed_reports s LEFT JOIN teams area ON area.key = s.area_key WHERE s.id = ${id}`;
	return row;
}

/** The sealed report of a quarter and area (null: the whole organization above several roots), without its document. */
export async function sealedReportOf(
	db: Db | Transaction,
	quarter: string,
	areaKey: string | null
): Promise<SealedRow | undefined> {
	const [row] = await db<SealedRow[]>`
		SELECT ${sealedColumns(db)} FROM sealed_reports s LEFT JOIN teams area ON area.key = s.area_key
		WHERE s.quarter = ${quarter} AND s.area_key IS NOT DISTINCT FROM ${areaKey}`;
	return row;
}

/** What a person is called; the key where nobody has it. */
export async function personName(sql: Transaction, key: string): Promise<string> {
	const [person] = await sql<{ name: string }[]>`SELECT name FROM people WHERE key = ${key}`;
	return person?.name ?? key;
}

/**
 * Adds a sealed report; nobody can change it any more.
 *
 * @throws ChangedMeanwhile where the quarter and area were sealed meanwhile, with that report
 */
export async function addSealedReport(
	changing: Changing,
	report: {
		id: string;
		/** The instant that the document says. */
		at: string;
		quarter: string;
		areaKey: string | null;
		schema: string;
		sha256: string;
		document: string;
	}
): Promise<void> {
	const { sql, by, onBehalfOf } = changing;
	const { id, at, quarter, areaKey, schema, sha256, document } = report;
	const added = await sql`
		INSERT INTO sealed_reports (id, quarter, area_key, schema, sealed_at, by, on_behalf_of, sha256, document)
		VALUES (${id}, ${quarter}, ${areaKey}, ${schema}, ${at}, ${by}, ${onBehalfOf}, ${sha256}, ${document})
		ON CONFLICT (quarter, area_key) DO NOTHING`;
	if (added.count === 0) throw sealedAlready((await sealedReportOf(sql, quarter, areaKey))!);
	await audit(changing, {
		...{ kind: 'reports', recordId: id, before: null },
		after: { name: `Report ${quarter}`, quarter, area: areaKey, schema, sha256 }
	});
}

/** What is thrown where a quarter is to be sealed a second time. */
export const sealedAlready = (is: SealedRow): ChangedMeanwhile =>
	new ChangedMeanwhile(
		`${is.quarter} was sealed already, on ${is.sealedAt.slice(0, 10)}. A sealed report never changes: what is corrected since is listed in it as restated.`,
		is
	);

export type FileRow = {
	id: string;
	reportId: string | null;
	quarter: string;
	areaKey: string | null;
	format: 'pptx' | 'xlsx' | 'pdf' | 'csv' | 'json';
	paper: 'a4' | 'letter' | null;
	name: string;
	state: 'waiting' | 'making' | 'done' | 'failed';
	progress: number;
	doing: string | null;
	error: string | null;
	bytes: number | null;
	/** How many are to be made before it. */
	ahead: number;
};

/** Puts a file into the line. */
export async function addReportFile(
	db: Db,
	file: Pick<FileRow, 'id' | 'reportId' | 'quarter' | 'areaKey' | 'format' | 'paper' | 'name'> & {
		at: string;
		by: string;
	}
): Promise<void> {
	const { id, reportId, quarter, areaKey, format, paper, name, at, by } = file;
	await db`
		INSERT INTO report_files (id, report_id, quarter, area_key, format, paper, name, asked_at, by, state)
		VALUES (${id}, ${reportId}, ${quarter}, ${areaKey}, ${format}, ${paper}, ${name}, ${at}, ${by}, 'waiting')`;
}

/** A file that was asked for; undefined where there is none with the id. */
export async function reportFile(db: Db, id: string): Promise<FileRow | undefined> {
	const [row] = await db<FileRow[]>`
		SELECT id, report_id AS "reportId", quarter, area_key AS "areaKey", format, paper, name, state, progress, doing,
			error, bytes::float8 AS bytes, (SELECT count(*) FROM report_files before
				WHERE before.state IN ('waiting', 'making') AND before.id < file.id AND file.state = 'waiting')::int AS ahead
		FROM report_files file WHERE id = ${id}`;
	return row;
}

/** The ids of the files that wait, in the order in which they were asked for. */
export async function waitingFiles(db: Db): Promise<string[]> {
	const rows = await db<
		{ id: string }[]
	>`SELECT id FROM report_files WHERE state IN ('waiting', 'making') ORDER BY id`;
	return rows.map(({ id }) => id);
}

/** Notes how far a file is, or what came of it. */
export async function noteFile(
	db: Db,
	id: string,
	is: Pick<FileRow, 'state'> & Partial<Pick<FileRow, 'progress' | 'doing' | 'error' | 'bytes'>>
): Promise<void> {
	const { state, progress = state === 'done' ? 1 : 0, doing = null, error = null, bytes = null } = is;
	await db`
		UPDATE report_files SET state = ${state}, progress = ${progress}, doing = ${doing}, error = ${error}, bytes = ${bytes}
		WHERE id = ${id}`;
}

/** Forgets drafts that were asked for before an instant. Sealed reports can be issued again for ever. */
export async function forgetDrafts(db: Db, before: string): Promise<void> {
	await db`
		DELETE FROM report_files WHERE report_id IS NULL AND asked_at < ${before} AND state IN ('done', 'failed')`;
}

/** The colour and the logo of the organization, as far as it has any. */
export type BrandRow = {
	colour: string | null;
	logo: { type: 'image/png' | 'image/svg+xml'; base64: string } | null;
};

/** How the organization looks. */
export async function brand(db: Db | Transaction): Promise<BrandRow> {
	const [row] = await db<BrandRow[]>`
		SELECT colour, CASE WHEN logo IS NOT NULL THEN json_build_object('type', logo_type, 'base64', logo) END AS logo
		FROM brand`;
	return row ?? { colour: null, logo: null };
}

/** What the audit trail says of a brand: that there is a logo, not all of it. */
const told = ({ colour, logo }: BrandRow) => ({ name: 'Brand', colour, logo: logo && logo.type });

/** Changes how the organization looks. */
export async function saveBrand(changing: Changing, is: BrandRow): Promise<void> {
	const { sql } = changing;
	const before = await brand(sql);
	await sql`
		INSERT INTO brand (id, colour, logo_type, logo)
		VALUES (${ORGANIZATION_ID}, ${is.colour}, ${is.logo?.type ?? null}, ${is.logo?.base64 ?? null})
		ON CONFLICT (id) DO UPDATE SET colour = excluded.colour, logo_type = excluded.logo_type, logo = excluded.logo`;
	await audit(changing, {
		...{ kind: 'brand', recordId: ORGANIZATION_ID },
		...{ before: told(before), after: told(is) }
	});
}

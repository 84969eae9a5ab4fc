import postgres from 'postgres';
import { inject, test as base } from 'vitest';
import { importFiles, type ImportOptions } from '../../apps/api/src/imports/import-files.ts';
import type { SourceFile } from '../../apps/api/src/imports/source-file.ts';
import { asWriter } from '../../packages/db/src/append-only.ts';
import { connect, type Db } from '../../packages/db/src/index.ts';

/** A migrated, empty database, connected as the product is (`db`) and as who owns the tables (`sql`); `drop` ends it. */
export async function emptyDatabase(): Promise<{
	url: string;
	db: Db;
	sql: Db;
	drop: () => Promise<void>;
}> {
	const server = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} });
	const name = `import_${crypto.randomUUID().slice(0, 8)}`;
	await server`CREATE DATABASE ${server(name)} TEMPLATE migrated`;
	const url = inject('databaseUrl').replace(/[^/]+$/, name);
	const db = connect(asWriter(url));
	const sql = connect(url, { connections: 1 });
	const drop = async () => {
		await sql.end({ timeout: 1 });
		await db.end({ timeout: 1 });
		await server`DROP DATABASE ${server(name)} WITH (FORCE)`;
		await server.end();
	};
	return { url, db, sql, drop };
}

/** A test with a migrated, empty database of its own, as `own.db`. */
export const test = base.extend('own', async ({}, { onCleanup }) => {
	const own = await emptyDatabase();
	onCleanup(own.drop);
	return own;
});

/** A file with these contents. */
export const file = (name: string, content: string | Buffer): SourceFile => ({
	name,
	async *open() {
		yield Buffer.from(content as string);
	}
});

/** Imports files that are given as texts, on 2026-03-31 unless told otherwise. */
export function importTexts(
	db: Db,
	texts: Record<string, string | Buffer>,
	options: Partial<ImportOptions> = {}
) {
	return importFiles(db, {
		files: Object.entries(texts).map(([name, content]) => file(name, content)),
		now: new Date('2026-03-31T12:00:00Z'),
		recordedBy: 'test',
		source: 'texts',
		...options
	});
}

/** A small organization: two areas with two teams each, one pattern, one metric. */
export const SMALL = {
	'teams.csv': `team_key,name,parent_key,kind,size,joined_on
org,Organization,,company,40,
north,North,org,area,,
south,South,org,area,,
n1,North one,north,team,8,2025-01-01
n2,North two,north,team,9,
s1,South one,south,team,7,
s2,South two,south,team,,2025-06-01
`,
	'patterns.csv': `pattern_key,name,kind,summary,discovered_on,origin_team_key
pairing,Pairing,success,"Two people, one task",2025-01-10,n1
`,
	'metrics.csv': `metric_key,name,unit,direction,value_per_unit,currency
lead,Lead time,days,down,100,EUR
`,
	'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note
pairing,n1,started,2025-01-10,
pairing,n1,adopted,2025-02-01,a link
pairing,n2,agreed,2025-03-01,
pairing,n2,declined,2025-04-01,context differs
pairing,s1,adopted,2025-05-01,
pairing,s1,abandoned,2025-05-01,same day
`,
	'measurements.csv': `metric_key,team_key,measured_on,value
lead,n1,2025-01-31,12.5
lead,n1,2025-02-28,9
`
};

const TABLES = [
	...['teams', 'team_places', 'team_areas', 'leaf_spans', 'leaf_changes', 'traits', 'links', 'patterns'],
	...['pattern_metrics', 'pattern_costs', 'metrics', 'metric_worths', 'measurements', 'adoptions'],
	...['transitions', 'evidence', 'stays', 'spread_changes', 'imports']
];

/** A fingerprint of every row of every table: equal fingerprints, equal records. */
export async function fingerprint(sql: Db): Promise<Record<string, string>> {
	const rows = await Promise.all(
		TABLES.map(
			(table) => sql`
				SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') AS print
				FROM ${sql(table)} r`
		)
	);
	return Object.fromEntries(TABLES.map((table, i) => [table, rows[i]![0]!['print'] as string]));
}

import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { startEmbedded } from '../../packages/db/src/embedded.ts';
import { copiesOf, statementsOf } from './psql.ts';
import { folderOf, shared, SIZES, type Size } from './sizes.ts';

/** gen.sql gives each pattern the metric that it is meant to move; to-import.sql leaves that out. */
const patternMetrics = {
	query: `(SELECT 'pattern-'||id AS pattern_key, 'metric-'||metric_id AS metric_key, '' AS claimed_effect FROM patterns ORDER BY id)`,
	file: 'pattern_metrics.csv'
};

/**
 * Makes the CSV files of a size where they are missing, in the product's own PostgreSQL without its safeguards, and
 * returns two folders of them: the measurements, and all the rest.
 */
export async function makeData(size: Size): Promise<{ records: string; measurements: string }> {
	const csv = `${folderOf(size)}/csv`;
	const folders = { records: `${csv}/records`, measurements: `${csv}/measurements` };
	if (existsSync(csv)) return folders;
	if (!existsSync(`${shared}/gen.sql`))
		throw new Error(`The generator is missing: ${shared}/gen.sql. Lay the folder shared beside this one.`);
	console.log(`Making the data of ${size} records`);
	const half = `${folderOf(size)}/half`;
	rmSync(half, { recursive: true, force: true });
	for (const folder of ['records', 'measurements']) mkdirSync(`${half}/${folder}`, { recursive: true });
	const dataDir = `${half}/scratch`;
	const settings = { fsync: 'off', full_page_writes: 'off', max_wal_size: '16GB', work_mem: '256MB' };
	const server = await startEmbedded({ dataDir, log: () => {}, settings });
	try {
		await generate(server.url, size, half);
	} finally {
		await server.stop();
	}
	rmSync(dataDir, { recursive: true });
	renameSync(half, csv);
	return folders;
}

async function generate(url: string, size: Size, folder: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		for (const statement of statementsOf(`${shared}/gen.sql`, SIZES[size])) {
			const rows = await sql.unsafe(statement);
			if (rows.length === 1) console.log(`  ${JSON.stringify(rows[0])}`);
		}
		for (const { query, file } of [...copiesOf(`${shared}/to-import.sql`), patternMetrics]) {
			const out = `${folder}/${file === 'measurements.csv' ? 'measurements' : 'records'}/${file}`;
			const rows = await sql.unsafe(`COPY ${query} TO STDOUT CSV HEADER`).readable();
			await pipeline(rows, createWriteStream(out));
			rows._read(0); // postgres.js leaves its socket paused where the last rows had to wait
		}
	} finally {
		await sql.end();
	}
}

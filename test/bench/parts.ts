import type postgres from 'postgres';
import type { Change } from './changes.ts';
import type { Imported } from './imported.ts';
import { changes } from './lines/changes.ts';
import { crowd } from './lines/crowd.ts';
import { duringImport } from './lines/during-import.ts';
import { exports } from './lines/exports.ts';
import { growth } from './lines/growth.ts';
import { handWritten } from './lines/hand-written.ts';
import { imports } from './lines/imports.ts';
import { manyReaders } from './lines/many-readers.ts';
import { page } from './lines/page.ts';
import { reads } from './lines/reads.ts';
import { recount } from './lines/recount.ts';
import { reports } from './lines/reports.ts';
import { stale } from './lines/stale.ts';
import type { Product } from './product.ts';
import type { Report } from './report.ts';
import type { Size } from './sizes.ts';

/** What the parts work with: a product and a floor on one database, which hold the records of a size. */
export type Bench = {
	size: Size;
	databaseUrl: string;
	sql: postgres.Sql;
	imported: Imported;
	product: Product;
	/** Where floor.process.ts listens. */
	floor: string;
	changes: Generator<Change, never>;
	/** How often to ask, or how many seconds to go on: fewer with --quick. */
	times: (full: number) => number;
	report: Report;
};

/** The parts of the benchmark in their order; each adds lines to the report. */
export const PARTS: Record<string, (bench: Bench) => Promise<void>> = {
	imports,
	reads,
	'hand-written': handWritten,
	'many-readers': manyReaders,
	stale,
	changes,
	exports,
	crowd,
	reports,
	recount,
	page,
	growth,
	'during-import': duringImport
};

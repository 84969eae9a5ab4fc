import type { Referred } from '../records/kinds.ts';
import type { Transaction } from '../connect.ts';
import type { Remarks } from './remarks.ts';
import type { StagedTable } from './staging.ts';

/** Tables whose rows files refer to by key. */
export type Keyed = Referred;

/** What was remarked so far, by whoever read the files and by the checks here. */
export type Findings = {
	rejections: Remarks;
	warnings: Remarks;
	/** Keys of rejected rows: whoever refers to them is not to blame. 'any': the file could not be read to its end. */
	lostKeys: Record<Keyed, string[] | 'any'>;
};

/** What storing a file needs to know about the import it is part of. */
export type Importing = Findings & {
	sql: Transaction;
	importId: string;
	recordedBy: string;
	/** ISO instant. */
	recordedAt: string;
	/** The day of the import: moves and new worths count from it. */
	today: string;
	/** The columns of the file that are known. */
	columns: string[];
	/** Whether the file has the column: one that it lacks leaves alone what is stored. */
	has(column: string): boolean;
	/** Set by a target that changes what counts are kept from, or any other record. */
	moved: { tree: boolean; adoptions: boolean; track: boolean };
};

/** `repeated`: rows that the target itself found to repeat others. */
export type Stored = { added: number; changed: number; repeated?: number };

/** Where the rows of a file go. */
export type Target = StagedTable & {
	file: string;
	/** The columns that say which record a row is about; none: rows may repeat. */
	identity: string[];
	/** Columns that hold keys of other records, which must exist by then. */
	refersTo: Record<string, Keyed>;
	/** The table that each row is one of, with `identity` as its key. */
	rowsOf?: string;
	store(importing: Importing): Promise<Stored>;
};

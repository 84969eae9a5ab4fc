import { IMPORT_FILE_NAMES } from '@app/contract';
import { beside, copyFilesOut, importFileQuery, type Db } from '@app/db';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { columnsOf } from './export.ts';

/** The same in every ZIP: what it holds is the same, whenever it is made. */
const ENTRY = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

const README = `Everything that this organization has on record, in the import format of Scale Across.
Importing this ZIP where it comes from changes nothing; importing it into an empty installation makes the same records.

What is not in here
  which import or person recorded what, and the audit trail of edits
  transitions of the log that were corrected since: adoption_events.csv has what holds
  sealed reports, which are files of their own, and how the organization looks in them

Names are as they are, also where a spreadsheet would take them for formulas: open the files as text.
`;

/**
 * All records in the import format as a ZIP, all of one instant, made no faster than it is read. `lane` is the pool whose
 * connection it keeps until the stream ends or is destroyed.
 */
export function everything(db: Db, lane: Db): Readable {
	const zip = new ZipFile();
	const out = new PassThrough();
	zip.outputStream.pipe(out);
	const left = new AbortController();
	out.once('close', () => left.abort());
	zip.addBuffer(Buffer.from(README), 'README.txt', ENTRY);
	const files = IMPORT_FILE_NAMES.map((name) => importFileQuery(name, columnsOf(name)));
	const open = (name: string) => {
		const file = new PassThrough();
		left.signal.addEventListener('abort', () => file.destroy());
		zip.addReadStream(file, name, ENTRY);
		return file;
	};
	copyFilesOut(db, lane, files, open, left.signal).then(
		() => zip.end(),
		(error) => out.destroy(error)
	);
	return out;
}

/** Writes `everything` into a file, which is there when it is whole. Rejects with the reason of the signal when it aborts. */
export async function exportTo(db: Db, path: string, signal: AbortSignal): Promise<void> {
	const lane = beside(db, 1);
	const part = `${path}.part`;
	try {
		await pipeline(everything(db, lane), createWriteStream(part), { signal });
		await rename(part, path);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		await rm(part, { force: true });
		await lane.end();
	}
}

import { FILE_FORMATS, type Paper, type ReportQuery } from '@app/contract';
import { StartError } from '@app/db';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileName, type Files } from './files.ts';
import type { Reports } from './reports.ts';

/**
 * Writes every file of a report into a folder, all or none: of the sealed report of the quarter and area where there is
 * one, or else of a draft. Answers what was issued.
 *
 * @throws StartError where nothing can be written there, Unanswerable, NotFound, Interrupted
 */
export async function issue(
	{ reports, files }: { reports: Reports; files: Files },
	{ to, paper, ...of }: ReportQuery & { to: string; paper: Paper },
	onDoing: (doing: string) => void
): Promise<{ names: string[]; sha256: string | null }> {
	const id = await reports.latest(of);
	const which = { id, ...of };
	const subject = await reports.subject(which);
	const { sha256 } = await reports.report(which);
	const part = await beside(to);
	try {
		const names: string[] = [];
		for (const format of FILE_FORMATS) {
			const name = fileName(subject, { format, draft: id === 'draft' });
			onDoing(name);
			await files.writeTo(join(part, name), which, { format, paper });
			names.push(name);
		}
		for (const name of names) await rename(join(part, name), join(to, name));
		return { names, sha256 };
	} finally {
		await rm(part, { recursive: true });
	}
}

/** A folder in the folder, where files are until all of them are whole. */
async function beside(to: string): Promise<string> {
	try {
		await mkdir(to, { recursive: true });
		return await mkdtemp(join(to, '.report-'));
	} catch (error) {
		throw new StartError(
			`Nothing can be written to ${to}: ${(error as Error).message}. Name another folder.`
		);
	}
}

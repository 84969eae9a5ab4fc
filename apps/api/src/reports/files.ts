import type { FileFormat, NewFile, Paper, ReportFile } from '@app/contract';
import * as db from '@app/db';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { NotFound } from '../problems.ts';
import type { Has, Reports, Which } from './reports.ts';
import { Interrupted, writerOf } from './writer.ts';

/** What a file of each format is, by the end of its name. */
const ENDINGS: Record<FileFormat, { ending: string; type: string }> = {
	pptx: {
		ending: 'pptx',
		type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
	},
	xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
	pdf: { ending: 'pdf', type: 'application/pdf' },
	csv: { ending: 'zip', type: 'application/zip' },
	json: { ending: 'json', type: 'application/json' }
};
/** How long a file lies there. One of a sealed report is made again whenever somebody asks for it later. */
const KEPT_MS = 7 * 86_400_000;

/** A name as a part of the name of a file, in any script. */
const slug = (name: string) =>
	name
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '') || 'report';

/** What a file of a report is called: northwind-2026-Q3-report.pptx. */
export function fileName(
	{ name, quarter }: { name: string | null; quarter: string },
	{ format, draft }: { format: FileFormat; draft: boolean }
): string {
	return `${slug(name ?? 'organization')}-${quarter}-report${draft ? '-draft' : ''}.${ENDINGS[format].ending}`;
}

export type Files = ReturnType<typeof filesOf>;

/** Files of reports, and the pages of their PDF to look at, in a folder of this machine. */
export function filesOf(has: Has, reports: Reports, folder: string) {
	const { db: database, now } = has;
	const writer = writerOf();
	const placeOf = ({ id, format }: Pick<ReportFile, 'id' | 'format'>) =>
		join(folder, `${id}.${ENDINGS[format].ending}`);

	/** Makes a file of a report at a place, whole or not at all. */
	async function writeTo(
		to: string,
		which: Which,
		{ format, paper = 'a4' }: NewFile,
		onDoing: (doing: string, progress: number) => unknown = () => {}
	): Promise<void> {
		await onDoing('composing the report', 0.1);
		if (format === 'json') {
			const part = `${to}.${process.pid}.part`;
			await writeFile(part, await reports.document(which));
			return rename(part, to);
		}
		const [report, brand] = [await reports.report(which), await db.brand(database)];
		await writer.write(report, { format, paper, brand, to }, (doing) => onDoing(doing, 0.4));
	}

	const stored = async (id: string) => {
		const file = await db.reportFile(database, id);
		if (!file) throw new NotFound('file', id);
		return file;
	};
	const whichOf = ({ reportId, quarter, areaKey }: db.FileRow): Which => ({
		id: reportId ?? 'draft',
		...(reportId === null && { quarter, ...(areaKey !== null && { team: areaKey }) })
	});
	const shown = (row: db.FileRow): ReportFile => {
		const { id, quarter, format, paper, name, state, progress, doing, ahead, error, bytes } = row;
		return {
			report: row.reportId,
			id,
			quarter,
			format,
			paper,
			name,
			state,
			progress,
			doing,
			ahead,
			error,
			bytes
		};
	};
	const state = async (id: string): Promise<ReportFile> => shown(await stored(id));
	const ready = () => mkdir(folder, { recursive: true });

	/** Pages being made, by where they will be. */
	const drawing = new Map<string, Promise<void>>();
	/** The folder with the pages of a report, drawn unless they are there: their name is what they are drawn from. */
	async function pagesOf(which: Which, paper: Paper = 'a4'): Promise<string> {
		const [report, brand] = [await reports.report(which), await db.brand(database)];
		const drawn = createHash('sha256')
			.update(JSON.stringify([report, brand, paper]))
			.digest('hex');
		const to = join(folder, `pages-${drawn}`);
		if (await stat(to).catch(() => null)) return to;
		await ready();
		const known = drawing.get(to);
		const made = known ?? writer.write(report, { format: 'pages', paper, brand, to });
		if (!known) drawing.set(to, made);
		await made.finally(() => drawing.delete(to));
		return to;
	}

	return {
		writeTo,
		state,
		/** Puts a file into the line. Rejects with NotFound, Unanswerable. */
		async ask(which: Which, { format, paper }: NewFile, by: string): Promise<ReportFile> {
			const { quarter, name } = await reports.subject(which);
			const draft = which.id === 'draft';
			const id = db.newId();
			await db.addReportFile(database, {
				...{ id, quarter, format, by, at: now().toISOString() },
				...{ reportId: draft ? null : which.id, areaKey: (draft && which.team) || null },
				...{ paper: format === 'pdf' ? (paper ?? 'a4') : null },
				name: fileName({ name, quarter }, { format, draft })
			});
			return state(id);
		},
		/** The file, if it is made; made again where it lies on another machine, or no more. Rejects with NotFound. */
		async open(id: string): Promise<{ file: ReportFile; type: string; content: Readable | null }> {
			const row = await stored(id);
			const file = shown(row);
			const { type } = ENDINGS[row.format];
			if (row.state !== 'done') return { file, type, content: null };
			const at = placeOf(row);
			const there = await stat(at).catch(() => null);
			if (!there) {
				await ready();
				await writeTo(at, whichOf(row), { format: row.format, ...(row.paper && { paper: row.paper }) });
			}
			return { file: { ...file, bytes: (await stat(at)).size }, type, content: createReadStream(at) };
		},
		/** Makes a file whose turn it is, and notes what came of it. Rejects with Interrupted alone. */
		async make(id: string): Promise<void> {
			const row = await db.reportFile(database, id);
			if (!row || row.state === 'done' || row.state === 'failed') return;
			const at = placeOf(row);
			try {
				await ready();
				await writeTo(
					at,
					whichOf(row),
					{ format: row.format, ...(row.paper && { paper: row.paper }) },
					(doing, progress) => db.noteFile(database, id, { state: 'making', doing, progress })
				);
				await db.noteFile(database, id, { state: 'done', bytes: (await stat(at)).size });
			} catch (error) {
				if (error instanceof Interrupted) {
					await db.noteFile(database, id, { state: 'waiting' });
					throw error;
				}
				await db.noteFile(database, id, { state: 'failed', error: (error as Error).message });
			}
		},
		/** How many pages the PDF of a report has. */
		pages: async (which: Which, paper?: Paper): Promise<number> =>
			(await readdir(await pagesOf(which, paper))).length,
		/** A page of the PDF as SVG. Rejects with NotFound. */
		async page(which: Which, number: number, paper?: Paper): Promise<string> {
			const at = await pagesOf(which, paper);
			if (number > (await readdir(at)).length) throw new NotFound('page', String(number));
			return readFile(join(at, `${number}.svg`), 'utf8');
		},
		/** Takes out what lies there for long, and forgets old drafts. */
		async tidy(): Promise<void> {
			const before = now().getTime() - KEPT_MS;
			await db.forgetDrafts(database, new Date(before).toISOString());
			for (const name of await readdir(folder).catch(() => [])) {
				const at = join(folder, name);
				const { mtimeMs } = await stat(at).catch(() => ({ mtimeMs: Infinity }));
				if (mtimeMs < before) await rm(at, { recursive: true, force: true });
			}
		},
		stop: () => writer.stop()
	};
}

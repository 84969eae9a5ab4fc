import type { ImportAttempt, ImportRejected, ImportReport, Problem } from '@app/contract';

/** What came of sending files: a report, or a problem in words that a person can act on. */
export type Answer = { report: ImportReport; problem: null } | { report: null; problem: string };

/** The files of a drop, those within dropped folders included; what begins with a dot is left out. */
export async function filesOf({ items, files }: DataTransfer): Promise<File[]> {
	// entries must be asked for before the first wait: afterwards the browser has forgotten the drop
	const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
	if (entries.length === 0) return [...files];
	return (await Promise.all(entries.map(within))).flat();
}

async function within(entry: FileSystemEntry): Promise<File[]> {
	if (entry.name.startsWith('.')) return [];
	if (entry.isFile)
		return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const some = () => new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
	const found: FileSystemEntry[] = [];
	// a folder is read a hundred entries at a time
	for (let next = await some(); next.length > 0; next = await some()) found.push(...next);
	// folders within a folder are not part of the format
	return (await Promise.all(found.filter((it) => it.isFile).map(within))).flat();
}

/** What is worth sending; the names of the rest are told. */
export function sorted(files: File[]): { send: File[]; left: string[] } {
	const fits = ({ name }: File) => /\.(csv|zip)$/i.test(name);
	return {
		send: files.filter(fits),
		left: files.filter((file) => !fits(file) && !file.name.startsWith('.')).map(({ name }) => name)
	};
}

export async function send(
	files: File[],
	{ dryRun, id, signal }: { dryRun: boolean; id: string; signal: AbortSignal }
): Promise<Answer> {
	const body = new FormData();
	for (const file of files) body.append('files', file, file.name);
	const answer = await fetch(`/api/imports?dryRun=${dryRun}&id=${id}`, { method: 'POST', body, signal });
	const said: unknown = await answer.json();
	if (answer.ok) return { report: said as ImportReport, problem: null };
	const rejected = said as Partial<ImportRejected>;
	if (rejected.report) return { report: rejected.report, problem: null };
	const { title, detail } = said as Problem;
	return { report: null, problem: `${title}: ${detail}` };
}

/** How far an import has come; null while the server does not know it yet. */
export async function progress(id: string, signal: AbortSignal): Promise<ImportAttempt | null> {
	const answer = await fetch(`/api/imports/${id}`, { signal });
	return answer.ok ? answer.json() : null;
}

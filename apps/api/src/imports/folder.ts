import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from './source-file.ts';

/** The files of a folder; what begins with a dot, and folders within it, are left out. */
export async function folderFiles(folder: string): Promise<SourceFile[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map(({ name }) => ({
			name,
			open: () => createReadStream(join(folder, name), { highWaterMark: 1 << 18 })
		}));
}

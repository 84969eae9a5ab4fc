import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceFile } from './source-file.ts';
import { zipFiles } from './zip-files.ts';

/** The files at a path: of a folder (without the folders in it), of a ZIP file, or the file itself. */
export async function* pathFiles(path: string, name = basename(path)): AsyncGenerator<SourceFile> {
	if ((await stat(path)).isDirectory()) {
		for (const entry of await readdir(path, { withFileTypes: true }))
			if (entry.isFile() && !entry.name.startsWith('.')) yield* pathFiles(join(path, entry.name));
	} else if (/\.zip$/i.test(name)) yield* zipFiles(name, path);
	else yield { name, open: () => createReadStream(path) };
}

/** The files of an upload, which lie on the disk under other names. */
export async function* uploadedFiles(
	uploads: { filename: string; filepath: string }[]
): AsyncGenerator<SourceFile> {
	for (const { filename, filepath } of uploads) yield* pathFiles(filepath, filename);
}

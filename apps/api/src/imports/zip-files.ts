import { IMPORT_FILE_NAMES } from '@app/contract';
import { openPromise, type Entry } from 'yauzl';
import { BadFile, TooLarge } from './refusals.ts';
import type { SourceFile } from './source-file.ts';

const ENTRIES = 10_000;
const UNPACKED_BYTES = 8e9;
/** Text packs to a tenth or so; only a ZIP bomb packs something large to less than a two-hundredth. */
const RATIO = 200;
const LARGE_BYTES = 1e8;

/**
 * The files in a ZIP, whatever folders they lie in, without the droppings of operating systems. They are unpacked as
 * they are read. Throws BadFile for what is no ZIP file, TooLarge for a bomb.
 */
export async function* zipFiles(name: string, path: string): AsyncGenerator<SourceFile> {
	const damaged = damagedIn(name);
	// yauzl sees to it that an entry is as long as the ZIP says
	const zip = await openPromise(path, { autoClose: false }).catch(damaged);
	try {
		if (zip.entryCount > ENTRIES)
			throw new TooLarge(`${name} has ${zip.entryCount} entries, more than ${ENTRIES}`);
		let unpacked = 0;
		for (const entry of await Array.fromAsync(zip.eachEntry()).catch(damaged)) {
			const fileName = entry.fileName.split('/').at(-1)!;
			if (fileName === '' || fileName.startsWith('.') || entry.fileName.startsWith('__MACOSX/')) continue;
			if ((IMPORT_FILE_NAMES as string[]).includes(fileName.toLowerCase())) {
				unpacked += entry.uncompressedSize;
				refuseBomb(name, entry, unpacked);
			}
			yield {
				name: fileName,
				async *open() {
					try {
						yield* await zip.openReadStreamPromise(entry);
					} catch (error) {
						damaged(error as Error);
					}
				}
			};
		}
	} finally {
		zip.close();
	}
}

function refuseBomb(
	name: string,
	{ fileName, compressedSize, uncompressedSize }: Entry,
	unpacked: number
): void {
	const ratio = uncompressedSize / Math.max(1, compressedSize);
	if (unpacked > UNPACKED_BYTES || (uncompressedSize > LARGE_BYTES && ratio > RATIO))
		throw new TooLarge(
			`${fileName} in ${name} would unpack to ${Math.round(uncompressedSize / 1e6)} MB, ${Math.round(ratio)} times its size in the ZIP`
		);
}

const damagedIn =
	(name: string) =>
	(error: Error): never => {
		throw new BadFile(name, error.message, 'a ZIP file that is whole and not encrypted');
	};

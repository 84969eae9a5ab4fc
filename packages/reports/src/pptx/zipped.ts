import JSZip from 'jszip';

/** Parts in an archive, all with one date. */
export function zipped(parts: Map<string, string | Uint8Array>): Promise<Uint8Array> {
	const zip = new JSZip();
	const date = new Date(Date.UTC(2000, 0, 1));
	for (const [name, content] of parts) zip.file(name, content, { date, createFolders: false });
	return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

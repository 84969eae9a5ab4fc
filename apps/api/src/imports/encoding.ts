import type { SourceFile } from './source-file.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How a file is written: its encoding, its first line, and its size in bytes. */
export type Writing = { encoding: Encoding; header: string; bytes: number };

const HEADER_BYTES = 16_384;

/** Reads the whole file once: whether it is UTF-8 throughout shows only at its end. */
export async function findWriting(file: SourceFile, signal?: AbortSignal): Promise<Writing> {
	const utf8 = new TextDecoder('utf-8', { fatal: true });
	let [bytes, isUtf8, head] = [0, true, Buffer.alloc(0)];
	for await (const chunk of file.open()) {
		signal?.throwIfAborted();
		if (head.length < HEADER_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEADER_BYTES);
		bytes += chunk.length;
		isUtf8 &&= decodes(utf8, chunk, true);
	}
	isUtf8 &&= decodes(utf8, Buffer.alloc(0), false);
	const encoding = marked(head) ?? (isUtf8 ? 'utf-8' : 'windows-1252');
	const [header = ''] = new TextDecoder(encoding).decode(head).split(/[\r\n]/, 1);
	return { encoding, header, bytes };
}

/** The encoding that a byte order mark names. */
function marked(head: Buffer): Encoding | undefined {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	return undefined;
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer, stream: boolean): boolean {
	try {
		decoder.decode(chunk, { stream });
		return true;
	} catch {
		return false;
	}
}

/** The file's content as UTF-8. */
export async function* utf8Bytes(file: SourceFile, encoding: Encoding): AsyncGenerator<Buffer> {
	const stream = file.open();
	if (encoding === 'utf-8') {
		yield* stream;
		return;
	}
	const decoder = new TextDecoder(encoding);
	for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
	yield Buffer.from(decoder.decode());
}

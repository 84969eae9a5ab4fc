import Papa from 'papaparse';

/** The cells of a row, without blanks around them, and the line that it begins in. */
export type CsvRecord = { line: number; cells: string[] };

/** The file cannot be read on from the record that begins in this line. */
export class BrokenCsv extends Error {
	line: number;
	constructor(line: number, code: keyof typeof WORDS) {
		super(WORDS[code]);
		this.line = line;
	}
}
const WORDS = {
	MissingQuotes: 'a quote that is opened here and never closed',
	InvalidQuotes: 'text behind a closing quote',
	Endless: 'a row that does not end; perhaps a quote was left open'
};

/** In characters: more than any sound row can have. */
const LONGEST_ROW = 400_000;
const lineBreak = /\r\n|\n|\r/g;

type Parsed = {
	data: string[][];
	errors: { code: keyof typeof WORDS; row: number }[];
	meta: { cursor: number };
};

/** Splits UTF-8 bytes into records, a batch for every chunk of bytes; blank lines are left out. Throws BrokenCsv. */
export async function* records(bytes: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<CsvRecord[]> {
	const decoder = new TextDecoder();
	let newline: '\n' | '\r' | undefined;
	let [line, text] = [1, ''];

	function* take(isLast: boolean): Generator<CsvRecord[]> {
		newline ??= newlineOf(isLast ? `${text}\n` : text);
		if (!newline) return;
		const parser = new Papa.Parser({ delimiter, newline });
		const { data, errors, meta }: Parsed = parser.parse(text, 0, !isLast);
		// what is said of a row that goes on in the next chunk is not yet so
		const [broken] = errors.filter(({ row }) => isLast || row < data.length);
		const batch: CsvRecord[] = [];
		for (const raw of data.slice(0, broken?.row)) {
			const cells = raw.map((cell) => cell.trim());
			if (cells.some((cell) => cell !== '')) batch.push({ line, cells });
			line += 1 + breaksIn(raw, newline);
		}
		if (batch.length > 0) yield batch;
		if (broken) throw new BrokenCsv(line, broken.code);
		text = text.slice(meta.cursor);
	}

	for await (const chunk of bytes) {
		text += decoder.decode(chunk, { stream: true });
		yield* take(false);
		if (text.length > LONGEST_ROW) throw new BrokenCsv(line, 'Endless');
	}
	text += decoder.decode();
	yield* take(true);
}

/** What lines end with, as the first one does, once that is known; a CR before an LF is a blank behind the last cell. */
function newlineOf(text: string): '\n' | '\r' | undefined {
	const [first] = text.match(/\n|\r[^]/) ?? [];
	return first === undefined ? undefined : first.endsWith('\n') ? '\n' : '\r';
}

/** The line breaks within quotes. */
function breaksIn(cells: string[], newline: string): number {
	let breaks = 0;
	for (const cell of cells) if (cell.includes(newline)) breaks += cell.match(lineBreak)!.length;
	return breaks;
}

import { CsvError, parse } from 'csv-parse';

/** The cells of a row, without blanks around them, and the line that it begins in. */
export type CsvRecord = { line: number; cells: string[] };

/** The file cannot be read on from the record that begins in this line. */
export class BrokenCsv extends Error {
	line: number;
	constructor(line: number, cause: CsvError) {
		super(WORDS[cause.code] ?? cause.message, { cause });
		this.line = line;
	}
}
const WORDS: Record<string, string> = {
	CSV_QUOTE_NOT_CLOSED: 'a quote that is opened here and never closed',
	CSV_INVALID_CLOSING_QUOTE: 'text behind a closing quote',
	INVALID_OPENING_QUOTE: 'a quote in a cell that does not begin with one',
	CSV_MAX_RECORD_SIZE: 'a row that does not end; perhaps a quote was left open'
};

/** In bytes: more than any sound row can have. */
const LONGEST_ROW = 400_000;
const lineBreak = /\r\n|\n|\r/g;

/** Splits UTF-8 bytes into records, a batch for every chunk of bytes; blank lines are left out. Throws BrokenCsv. */
export async function* records(bytes: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<CsvRecord[]> {
	// Counted here: the parser takes a CRLF within quotes for two lines.
	let [line, emptyLines] = [1, 0];
	const skipEmpty = (empty: number) => {
		line += empty - emptyLines;
		emptyLines = empty;
	};
	let batch: CsvRecord[] = [];
	const parser = parse({
		bom: true,
		delimiter,
		max_record_size: LONGEST_ROW,
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_column_count: true,
		skip_empty_lines: true,
		// Taken here and not from the stream, which forgets what it holds when the text behind it is broken.
		on_record(record: string[], { empty_lines }) {
			skipEmpty(empty_lines);
			const cells = record.map((cell) => cell.trim());
			if (cells.some((cell) => cell !== '')) batch.push({ line, cells });
			line += 1 + breaksIn(record);
			return null;
		}
	});
	parser.on('error', () => {}).resume();
	const take = () => {
		const taken = batch;
		batch = [];
		return taken;
	};
	try {
		for await (const chunk of bytes) {
			await settled((done) => parser.write(chunk, done));
			if (batch.length > 0) yield take();
		}
		await settled((done) => parser.end(done));
		if (batch.length > 0) yield take();
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		if (batch.length > 0) yield take();
		skipEmpty(Number(error['empty_lines'] ?? emptyLines));
		throw new BrokenCsv(line, error);
	}
}

const settled = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
	new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));

function breaksIn(cells: string[]): number {
	let breaks = 0;
	for (const cell of cells)
		if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(lineBreak)!.length;
	return breaks;
}

import { CsvError, parse, type Info } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';

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

const BATCH = 1000;
/** In bytes: more than any sound row can have. */
const LONGEST_ROW = 400_000;
const lineBreak = /\r\n|\n|\r/g;

/** Splits UTF-8 bytes into records, in batches; blank lines are left out. Throws BrokenCsv. */
export async function* records(bytes: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<CsvRecord[]> {
	const parser = parse({
		bom: true,
		delimiter,
		info: true,
		max_record_size: LONGEST_ROW,
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_column_count: true,
		skip_empty_lines: true
	});
	pipeline(Readable.from(bytes), parser, () => {});
	// Counted here: the parser takes a CRLF within quotes for two lines.
	let [line, emptyLines] = [1, 0];
	let batch: CsvRecord[] = [];
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
			line += info.empty_lines - emptyLines;
			emptyLines = info.empty_lines;
			const cells = record.map((cell) => cell.trim());
			if (cells.some((cell) => cell !== '')) batch.push({ line, cells });
			line += 1 + breaksIn(record);
			if (batch.length < BATCH) continue;
			yield batch;
			batch = [];
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		if (batch.length > 0) yield batch;
		throw new BrokenCsv(line + Number(error['empty_lines'] ?? emptyLines) - emptyLines, error);
	}
	if (batch.length > 0) yield batch;
}

function breaksIn(cells: string[]): number {
	let breaks = 0;
	for (const cell of cells)
		if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(lineBreak)!.length;
	return breaks;
}

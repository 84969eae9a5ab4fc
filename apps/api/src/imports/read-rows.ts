import type { ImportFileName, ImportRemark } from '@app/contract';
import { rowCheck, shown } from './check-row.ts';
import { utf8Bytes, type Writing } from './encoding.ts';
import { findDelimiter, readHeader, type Header } from './header.ts';
import { BrokenCsv, records, type CsvRecord } from './records.ts';
import type { SourceFile } from './source-file.ts';

export type Cells = Record<string, string | null>;
/** A sound row: the line it begins in, and its cells in the order of the header's columns. */
export type Row = { line: number; cells: (string | null)[] };

/** What the reader of a file says while it reads. */
export type Listener = {
	onHeader(header: Header): void;
	/** A row is not taken. `row` holds its cells as far as they could be told apart. */
	onRejected(remarks: ImportRemark[], row: Cells): void;
	/** Nothing from here on could be read. */
	onBroken(remarks: ImportRemark[]): void;
};

/**
 * Reads the rows of a file in batches, in constant memory. A fault in a row rejects the row; a fault in the header, or
 * in the CSV itself, ends the file. The first batch is empty and comes when the header is known.
 */
export async function* readRows(
	file: SourceFile,
	name: ImportFileName,
	writing: Writing,
	listener: Listener
): AsyncGenerator<Row[]> {
	const bytes = utf8Bytes(file, writing.encoding);
	const check = rowCheck(name);
	let header: Header | undefined;
	try {
		for await (const batch of records(bytes, findDelimiter(name, writing.header))) {
			if (!header) {
				header = readHeader(name, batch.shift()!.cells);
				if (header.rejections.length > 0) return listener.onBroken(header.rejections);
				listener.onHeader(header);
				yield [];
			}
			const rows: Row[] = [];
			for (const record of batch) {
				const row = toCells(record, header);
				const remarks = countCells(name, record, header) ?? check(record.line, row);
				if (remarks) listener.onRejected(remarks, row);
				else rows.push({ line: record.line, cells: Object.values(row) });
			}
			yield rows;
		}
		if (!header) listener.onBroken([empty(name)]);
	} catch (error) {
		if (!(error instanceof BrokenCsv)) throw error;
		const expected = 'quotes around a whole cell, and quotes within it doubled; nothing behind this was read';
		listener.onBroken([{ file: name, line: error.line, column: null, says: error.message, expected }]);
	}
}

function toCells({ cells }: CsvRecord, { columns }: Header): Cells {
	const row: Cells = {};
	for (let i = 0; i < columns.length; i++) {
		const column = columns[i];
		if (column) row[column] = cells[i] || null;
	}
	return row;
}

function countCells(
	file: string,
	{ line, cells }: CsvRecord,
	{ columns }: Header
): ImportRemark[] | undefined {
	if (cells.length === columns.length) return undefined;
	const says = `${cells.length} cells: ${shown(cells.join(','))}`;
	return [{ file, line, column: null, says, expected: `${columns.length} cells, as many as the header has` }];
}

const empty = (file: string): ImportRemark => ({
	file,
	line: null,
	column: null,
	says: 'nothing: the file is empty',
	expected: 'a first line with the names of the columns'
});

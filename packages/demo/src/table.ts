/** A CSV file: its header and its rows, every row as long as the header. */
export type Table = { header: string[]; rows: string[][] };

/** A table from records whose keys are the header; numbers are written as they are, nothing as an empty cell. */
export function table<K extends string>(header: K[], rows: Record<K, string | number | undefined>[]): Table {
	return { header, rows: rows.map((row) => header.map((column) => String(row[column] ?? ''))) };
}

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * The file's text by RFC 4180, with plain newlines.
 * @example toCsv({ header: ['a', 'b'], rows: [['1', 'x, y']] }) // => 'a,b\n1,"x, y"\n'
 */
export function toCsv({ header, rows }: Table): string {
	return [header, ...rows].map((row) => row.map(cell).join(',') + '\n').join('');
}

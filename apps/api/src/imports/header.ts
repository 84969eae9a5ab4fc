import { IMPORT_FILES, type ImportFileName, type ImportRemark } from '@app/contract';

/** The first row of a file: at each position a column of the format, or null for one that is not part of it. */
export type Header = { columns: (string | null)[]; ignored: string[]; rejections: ImportRemark[] };

const columnsOf = (file: ImportFileName) => IMPORT_FILES[file].properties;
const optional = (file: ImportFileName, column: string) => !IMPORT_FILES[file].required?.includes(column);

/** The delimiter that splits the header line into the most columns of the format. */
export function findDelimiter(file: ImportFileName, header: string): string {
	const known = (delimiter: string) =>
		header.split(delimiter).filter((cell) => nameOf(cell.replaceAll('"', '')) in columnsOf(file)).length;
	return [',', ';', '\t'].toSorted((a, b) => known(b) - known(a))[0]!;
}

const nameOf = (cell: string) =>
	cell
		.replace(/^\ufeff/, '')
		.trim()
		.toLowerCase();

/** Reads the header row; a column that is missing or there twice is rejected. */
export function readHeader(file: ImportFileName, cells: string[]): Header {
	const names = cells.map(nameOf);
	const reject = (column: string, says: string, expected: string): ImportRemark => ({
		file,
		line: 1,
		column,
		says,
		expected
	});
	const missing = Object.entries(columnsOf(file))
		.filter(([column]) => !names.includes(column) && !optional(file, column))
		.map(([column, { description }]) =>
			reject(column, cells.join(','), `a column ${column}: ${description}`)
		);
	const twice = names
		.filter((name, i) => name in columnsOf(file) && names.indexOf(name) !== i)
		.map((name) => reject(name, cells.join(','), `the column ${name} once`));
	return {
		columns: names.map((name) => (name in columnsOf(file) ? name : null)),
		ignored: cells.filter((_, i) => names[i] !== '' && !(names[i]! in columnsOf(file))),
		rejections: [...missing, ...twice]
	};
}

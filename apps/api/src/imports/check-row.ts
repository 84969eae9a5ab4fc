import { IMPORT_FILES, type ImportFileName, type ImportRemark } from '@app/contract';
import { Compile } from 'typebox/compile';

type Row = Record<string, string | null>;
/** What is wrong with the cells of a row by themselves; undefined: nothing. */
export type RowCheck = (line: number, row: Row) => ImportRemark[] | undefined;

/** Compiles the check for the rows of a file, which is one call for a sound row and looks closer at the others. */
export function rowCheck(file: ImportFileName): RowCheck {
	const schema = IMPORT_FILES[file];
	const sound = Compile(schema);
	const columns = Object.entries(schema.properties).map(([column, cell]) => ({
		column,
		expected: String(cell.description),
		cell: Compile(cell)
	}));
	return (line, row) => {
		if (sound.Check(row)) return undefined;
		return columns
			.filter(({ column, cell }) => column in row && !cell.Check(row[column]))
			.map(({ column, expected }) => ({ file, line, column, ...judge(row[column] ?? '', expected) }));
	};
}

function judge(cell: string, expected: string): { says: string; expected: string } {
	if (cell.includes('\0'))
		return { says: shown(cell), expected: `${expected}; without NUL characters, which no text can hold` };
	if (cell.length > 200) return { says: `${shown(cell)} (${cell.length} characters)`, expected };
	return { says: shown(cell), expected };
}

/** What a cell says, on one line and not too long. */
export function shown(cell: string): string {
	const visible = cell
		.slice(0, 81)
		// eslint-disable-next-line no-control-regex
		.replace(/[\0-\x1f\x7f]/g, (character) =>
			JSON.stringify(character).slice(1, -1).replace('\x7f', '\\u007f')
		);
	return visible.length > 80 ? `${visible.slice(0, 80)}...` : visible;
}

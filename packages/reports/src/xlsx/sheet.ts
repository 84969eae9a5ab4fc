import {
	Formula,
	Table as ExcelTable,
	TableColumn,
	TableFunction,
	TableStyle,
	Url,
	type Format,
	type Workbook,
	type Worksheet
} from 'wasm-xlsxwriter';
import type { Cell, Column, Table } from '../table.ts';
import { numberFormats, type Look } from './formats.ts';
import { formulasOf, tableName, totals } from './formulas.ts';
import { HEADING, quoted } from './places.ts';
import { cellText, linesOf, serialDay, shortened, widthOf } from './text.ts';

/** A workbook under way: its formats, the names of its sheets, and what the foot of each printed page says. */
export type Book = {
	workbook: Workbook;
	format: (look: Look) => Format;
	/** On which sheet each table lies, by its name. */
	sheets: Map<string, string>;
	/** One line that says what all of it is of. */
	line: string;
	/** What all tables are, for formulas from one to another. */
	tables: Table[];
};
/** Where a table came to lie: the sheet, its first row of cells, and how many. */
export type Placed = { table: Table; sheet: string; first: number; rows: number };

/** Characters; wider ones are wrapped. */
const WIDEST = 60;
/** The same for names that stay in sight. */
const NARROW = 32;
const A4 = 9;
/** Points; no row is higher. */
export const HIGHEST = 400;
/** Characters that a printed page shows in a size that can be read. */
const LEGIBLE = 190;

const isNumber = ({ type }: Column) => type !== 'text' && type !== 'day';

/** Adds a sheet with a table: title, what it is, and the rows as a table that can be filtered. */
export function addTable(book: Book, table: Table, { back }: { back: string | null }): Placed {
	const name = book.sheets.get(table.name)!;
	const sheet = book.workbook.addWorksheet().setName(name).setScreenGridlines(false);
	writeTitle(book, sheet, table, back);
	const { columns, rows } = table;
	const headings = headingsOf(columns);
	const widths = widthsOf(table);
	widths.forEach((width, c) => sheet.setColumnWidth(c, width));
	const summed = totals(table);
	const last = HEADING + Math.max(rows.length, 1) + (summed.size > 0 ? 1 : 0);
	const excel = new ExcelTable().setName(tableName(table.name)).setStyle(TableStyle.Light1);
	excel.setTotalRow(summed.size > 0).setColumns(
		columns.map((column, c) => {
			const one = new TableColumn().setHeader(headings[c]!);
			const total = summed.get(column.name);
			if (!total) return summed.size > 0 && c === 0 ? one.setTotalLabel('Total') : one;
			return one.setTotalFunction(
				total.formula.startsWith('SUBTOTAL')
					? TableFunction.sum()
					: TableFunction.custom(new Formula(total.formula))
			);
		})
	);
	// before the cells: it writes its own into the headings and the last row
	sheet.addTable(HEADING, 0, last, columns.length - 1, excel);
	columns.forEach((column, c) => {
		const look: Look = { bold: true, ground: 'ground', ink: 'accent', wrap: true, line: 'bottom' };
		const format = book.format({
			...look,
			...(isNumber(column) ? { align: 'right' } : indented(columns, c))
		});
		sheet.writeStringWithFormat(HEADING, c, headings[c]!, format);
	});
	writeRows(book, sheet, table, widths);
	if (summed.size > 0) writeTotals(book, sheet, table, summed);
	sheet.setRowHeight(HEADING, 15 * headingLines(columns, widths) + 3);
	const still = frozen(table);
	sheet.setFreezePanes(HEADING + 1, still);
	page(book, sheet, widths);
	sheet.setRepeatRows(HEADING, HEADING);
	if (still > 0) sheet.setRepeatColumns(0, still - 1);
	return { table, sheet: name, first: HEADING + 1, rows: rows.length };
}

/** How a sheet is printed: as wide as a page, or as several where its columns are many, with what it is and which page at the foot. */
export function page(book: Book, sheet: Worksheet, widths: number[]): void {
	const foot = shortened(book.line, 110).replaceAll('&', '&&');
	const wide = widths.reduce((sum, width) => sum + width, 0);
	sheet
		.setLandscape()
		.setPaperSize(A4)
		.setPrintFitToPages(Math.max(1, Math.round(wide / LEGIBLE)), 0);
	sheet.setMargins(0.5, 0.5, 0.6, 0.7, 0.3, 0.35).setFooter(`&L&8${foot} &C&8&A&R&8&P / &N`);
}

function writeTitle(book: Book, sheet: Worksheet, { title, about }: Table, back: string | null): void {
	sheet.writeStringWithFormat(0, 0, cellText(title), book.format({ bold: true, size: 16, ink: 'accent' }));
	sheet.writeStringWithFormat(1, 0, cellText(about), book.format({ ink: 'ink' }));
	sheet.writeStringWithFormat(2, 0, book.line, book.format({ ink: 'faint', size: 9 }));
	sheet.setRowHeight(0, 24);
	if (back !== null)
		sheet.writeUrlWithOptions(
			...([3, 0, linkTo(back), `‹ ${back}`, `To the sheet ${back}`] as const),
			book.format({ link: true, size: 9 })
		);
}

/** A link within the workbook. */
export const linkTo = (sheet: string, cell = 'A1') => new Url(`internal:${quoted(sheet)}!${cell}`);
/** A table has no two columns of one heading, and none without. */
function headingsOf(columns: Column[]): string[] {
	const taken = new Set<string>();
	return columns.map(({ label }) => {
		const plain = shortened(label, 240).trim() || 'Column';
		let heading = plain;
		for (let n = 2; taken.has(heading.toLowerCase()); n++) heading = `${plain} ${n}`;
		taken.add(heading.toLowerCase());
		return heading;
	});
}

function writeRows(book: Book, sheet: Worksheet, table: Table, widths: number[]): void {
	const { columns, rows } = table;
	if (rows.length === 0) {
		sheet.writeStringWithFormat(HEADING + 1, 0, 'No rows', book.format({ italic: true, ink: 'faint' }));
		return;
	}
	const formulas = formulasOf(table, book);
	const lines = rows.map(() => 1);
	columns.forEach((column, c) => {
		const cells = rows.map((row) => row[c]!);
		const side = indented(columns, c);
		const width = widths[c]! - 1;
		const wrap = !column.name.endsWith('_key') && cells.some((cell) => widthOf(String(cell ?? '')) > width);
		const textFormat = book.format({ line: 'bottom', ...side, ...(wrap && { wrap }) });
		const dayFormat = book.format({ line: 'bottom', number: 'yyyy-mm-dd', align: 'left', ...side });
		const numberFormat = numberFormatOf(book, table, c);
		cells.forEach((cell, r) => {
			const y = HEADING + 1 + r;
			if (wrap && typeof cell === 'string') lines[r] = Math.max(lines[r]!, linesOf(cell, width));
			const write = () => {
				if (cell === null) return sheet.writeBlank(y, c, textFormat);
				if (typeof cell === 'string') {
					const day = column.type === 'day' ? serialDay(cell) : null;
					if (day === null) return sheet.writeStringWithFormat(y, c, cellText(cell), textFormat);
					return sheet.writeNumberWithFormat(y, c, day, dayFormat);
				}
				const formula = formulas(rows[r]!, column.name);
				const format = numberFormat(rows[r]!);
				if (formula === undefined) return sheet.writeNumberWithFormat(y, c, cell, format);
				return sheet.writeFormulaWithFormat(y, c, new Formula(formula).setResult(String(cell)), format);
			};
			write().free(); // each answers with another handle of the sheet; a million of them are slow to collect
		});
	});
	lines.forEach((count, r) => {
		if (count > 1) sheet.setRowHeight(HEADING + 1 + r, Math.min(15 * count, HIGHEST));
	});
}

/** The format of the numbers of a column by row: rows may have different units. */
function numberFormatOf(book: Book, { name, columns, rows }: Table, c: number): (row: Cell[]) => Format {
	const column = columns[c]!;
	const at = (wanted: string) => columns.findIndex((one) => one.name === wanted);
	const [unitAt, currencyAt] = [at('unit'), at('currency')];
	const unitOf = (row: Cell[]) => {
		const currency = currencyAt < 0 ? null : (row[currencyAt] as string | null);
		if (column.type === 'money') return currency ?? column.unit ?? null;
		if (name !== 'figures') return null;
		return row[unitAt] === 'money' ? currency : (row[unitAt] as string);
	};
	// the rows of the key figures have nothing in common
	if (name === 'figures')
		return (row) => book.format({ line: 'bottom', number: numberFormats(column, [row[c]!])(unitOf(row)) });
	const number = numberFormats(
		column,
		rows.map((row) => row[c]!)
	);
	const made = new Map<string | null, Format>();
	return (row) => {
		const unit = unitOf(row);
		if (!made.has(unit)) made.set(unit, book.format({ line: 'bottom', number: number(unit) }));
		return made.get(unit)!;
	};
}

/** Text beside numbers keeps away from them. */
const indented = (columns: Column[], c: number): Look =>
	c > 0 && isNumber(columns[c - 1]!) && !isNumber(columns[c]!) ? { indent: 1 } : {};

function writeTotals(
	book: Book,
	sheet: Worksheet,
	{ columns, rows }: Table,
	summed: ReturnType<typeof totals>
): void {
	const y = HEADING + 1 + rows.length;
	columns.forEach((column, c) => {
		const total = summed.get(column.name);
		const number = numberFormats(
			column,
			rows.map((row) => row[c]!)
		)(null);
		const format = book.format({ bold: true, line: 'top', ...(total && { number }) });
		if (total)
			sheet.writeFormulaWithFormat(y, c, new Formula(total.formula).setResult(String(total.value)), format);
		else if (c === 0) sheet.writeStringWithFormat(y, c, 'Total', format);
		else sheet.writeBlank(y, c, format);
	});
}

/** How much of the left stays in sight: what says which row it is, with the names of its keys. */
function frozen({ columns, keys }: Table): number {
	const named = new Set(columns.slice(0, keys).map(({ name }) => name));
	let still = keys;
	while (named.has(`${columns[still]?.name}_key`)) still++;
	return still;
}

/** Long texts are wrapped; keys, which only imports need, are cut where a name stands beside them. */
function widthsOf(table: Table): number[] {
	const { columns, rows } = table;
	const still = frozen(table);
	return columns.map((column, c) => {
		const words = Math.max(...column.label.split(' ').map(widthOf)) + 3;
		if (column.type !== 'text') return Math.max(words, 12);
		const longest = rows.reduce((most, row) => Math.max(most, widthOf(String(row[c] ?? ''))), 8) + 2;
		return Math.max(
			words,
			Math.min(longest, column.name.endsWith('_key') ? 14 : c < still ? NARROW : WIDEST)
		);
	});
}

/** How many lines the heading needs, up to 4. */
function headingLines(columns: Column[], widths: number[]): number {
	const lines = columns.map(({ label }, c) => Math.ceil(widthOf(label) / (widths[c]! - 3)));
	return Math.min(Math.max(...lines), 4);
}

import type { Report, ReportData } from '@app/contract';
import { Formula, type Worksheet } from 'wasm-xlsxwriter';
import type { Look } from './formats.ts';
import { numberFormats } from './formats.ts';
import { cellName, quoted } from './places.ts';
import { HIGHEST, linkTo, page, type Book, type Placed } from './sheet.ts';
import { cellText, linesOf } from './text.ts';

const TOPICS: Record<ReportData['summary'][number]['topic'], string> = {
	spread: 'Spread',
	stalled: 'Stalled',
	worth: 'Worth',
	changed: 'What changed',
	decision: 'To decide'
};
/** Columns: a margin, what it is, and figures; their widths in characters. */
const WIDTHS = [2, 27, 17, 12, 10, 17, 15, 13, 13, 12];
const [LABEL, FIRST, LAST] = [1, 2, WIDTHS.length - 1];
/** Characters of a merged text in a line. */
const LINE = WIDTHS.slice(FIRST).reduce((sum, width) => sum + width) * 1.05;

/** Writes the first sheet: the quarter in words, its key figures, what it is of, and where the rest is. */
export function writeSummary(book: Book, sheet: Worksheet, { data }: Report, placed: Placed[]): void {
	sheet.setScreenGridlines(false);
	WIDTHS.forEach((width, c) => sheet.setColumnWidth(c, width));
	let y = writeTitle(book, sheet, data);
	y = heading(book, sheet, y, 'In words');
	for (const { topic, words } of data.summary) y = said(book, sheet, y, TOPICS[topic], words);
	if (data.narrative !== null) {
		y = heading(book, sheet, y + 1, `In the words of ${data.seal?.by ?? 'who reports'}`);
		for (const words of pieces(data.narrative)) y = said(book, sheet, y, '', words);
	}
	y = heading(book, sheet, y + 1, 'Key figures');
	y = writeFigures(
		book,
		sheet,
		y,
		placed.find(({ table }) => table.name === 'figures')!
	);
	y = heading(book, sheet, y + 1, 'About this report');
	const about = book.tables.find(({ name }) => name === 'about')!;
	for (const [what, value] of about.rows)
		if (what !== 'Narrative') y = said(book, sheet, y, String(what), String(value));
	y = heading(book, sheet, y + 1, 'In this workbook');
	for (const { sheet: name, table, rows } of placed) {
		const link = book.format({ link: true });
		sheet.writeUrlWithOptions(y, LABEL, linkTo(name), name, `To the sheet ${name}`, link);
		sheet.writeNumberWithFormat(
			y,
			FIRST,
			rows,
			book.format({ number: '[=1]0" row";#,##0" rows"', align: 'left' })
		);
		sheet.writeStringWithFormat(y, FIRST + 1, cellText(table.about), book.format({ ink: 'faint' }));
		y++;
	}
	page(book, sheet, WIDTHS);
	sheet.setPrintArea(0, 0, y, LAST);
}

function writeTitle(
	book: Book,
	sheet: Worksheet,
	{ organization, area, quarter, simulated, seal, asOf }: ReportData
): number {
	const line = (y: number, text: string, look: Look, height: number) => {
		sheet.writeStringWithFormat(y, LABEL, cellText(text), book.format(look));
		sheet.setRowHeight(y, height);
	};
	line(1, `Quarterly report ${quarter.name}`, { bold: true, size: 24, ink: 'accent' }, 34);
	line(2, `${organization} · ${area?.name ?? 'the whole organization'}`, { size: 14 }, 21);
	const days = `${quarter.from} to ${quarter.to}, as of the end of ${asOf}`;
	line(3, days, { ink: 'faint' }, 16);
	const state = seal
		? `Sealed on ${seal.at.slice(0, 10)} at ${seal.at.slice(11, 16)} UTC by ${seal.by}`
		: 'DRAFT: not sealed, figures may still change';
	line(4, state, seal ? { ink: 'faint' } : { bold: true, ink: 'finding' }, 16);
	if (simulated) line(5, 'Simulated demo data', { bold: true, ink: 'finding' }, 16);
	return 7;
}

function heading(book: Book, sheet: Worksheet, y: number, words: string): number {
	for (let c = LABEL; c <= LAST; c++)
		sheet.writeBlank(y, c, book.format({ bold: true, size: 13, ink: 'accent', line: 'bottom' }));
	sheet.writeStringWithFormat(
		y,
		LABEL,
		cellText(words),
		book.format({ bold: true, size: 13, ink: 'accent', line: 'bottom' })
	);
	sheet.setRowHeight(y, 21);
	return y + 1;
}

/** A line of text beside what it is about, as high as it needs: merged cells do not grow by themselves. */
function said(book: Book, sheet: Worksheet, y: number, what: string, words: string): number {
	const text = cellText(words);
	sheet.writeStringWithFormat(y, LABEL, cellText(what), book.format({ ink: 'faint' }));
	sheet.mergeRange(y, FIRST, y, LAST, text, book.format({ wrap: true, align: 'left' }));
	sheet.setRowHeight(y, Math.min(15 * linesOf(text, LINE) + 3, HIGHEST));
	return y + 1;
}

/** Paragraphs, cut where one alone would be higher than a row can be. */
function pieces(narrative: string): string[] {
	const most = Math.floor(LINE * 20);
	return narrative
		.split(/\n+/)
		.filter((paragraph) => paragraph.trim() !== '')
		.flatMap((paragraph) => {
			const found: string[] = [];
			for (let rest = paragraph; rest !== '';) {
				const cut = rest.length <= most ? rest.length : Math.max(rest.lastIndexOf(' ', most), 1);
				const piece = rest.slice(0, cut > 1 ? cut : most);
				found.push(piece.trim());
				rest = rest.slice(piece.length);
			}
			return found;
		});
}

const HEADS = [
	'Figure',
	'At the end of the quarter',
	'Of',
	'Share',
	'Quarter before',
	'Change',
	'Low',
	'High',
	'Evidence'
];

/** The key figures: each is that of its own sheet, so that it can be followed there. */
function writeFigures(
	book: Book,
	sheet: Worksheet,
	top: number,
	{ table, sheet: name, first }: Placed
): number {
	HEADS.forEach((head, i) =>
		sheet.writeStringWithFormat(
			...([top, LABEL + i, head] as const),
			book.format({ ink: 'faint', wrap: true, size: 9, ...(i > 0 && i < 8 && { align: 'right' }) })
		)
	);
	const at = (column: string) => table.columns.findIndex((one) => one.name === column);
	table.rows.forEach((row, r) => {
		const y = top + 1 + r;
		const of = (column: string) => row[at(column)] as number | null;
		const unit = row[at('unit')] === 'money' ? (row[at('currency')] as string) : (row[at('unit')] as string);
		const number = (column: string) =>
			numberFormats(table.columns[at(column)]!, [of(column), of('before')])(unit);
		const cell = (c: number) => cellName(y, c);
		const write = (c: number, formula: string, result: number, look: Look) =>
			sheet.writeFormulaWithFormat(y, c, new Formula(formula).setResult(String(result)), book.format(look));
		const there = (c: number, column: string, look: Look = {}) => {
			const value = of(column);
			if (value === null)
				sheet.writeStringWithFormat(y, c, '–', book.format({ ink: 'faint', align: 'right' }));
			else
				write(c, `${quoted(name)}!${cellName(first + r, at(column))}`, value, {
					number: number(column),
					...look
				});
		};
		sheet.writeStringWithFormat(
			y,
			LABEL,
			cellText(String(row[at('figure')])),
			book.format({ bold: true, wrap: true })
		);
		there(2, 'value', { bold: true });
		const [value, whole, before] = [of('value'), of('of'), of('before')];
		if (whole !== null) there(3, 'of');
		if (value !== null && whole !== null && whole !== 0)
			write(4, `${cell(2)}/${cell(3)}`, value / whole, { number: '0.0%' });
		there(5, 'before');
		const change = number('value');
		if (value !== null && before !== null)
			write(6, `${cell(2)}-${cell(5)}`, value - before, { number: `+${change};-${change};${change}` });
		if (of('lower') !== null) there(7, 'lower');
		if (of('upper') !== null) there(8, 'upper');
		const grade = row[at('grade')];
		if (grade !== null)
			sheet.writeStringWithFormat(y, 9, String(grade), book.format({ ink: 'faint', indent: 1 }));
	});
	return top + 1 + table.rows.length;
}

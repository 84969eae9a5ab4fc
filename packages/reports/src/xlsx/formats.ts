import { Color, Format, FormatAlign, FormatBorder } from 'wasm-xlsxwriter';
import type { Cell, Column } from '../table.ts';

/** The colours of the product, light (apps/web, tokens.css). */
export const COLOURS = {
	accent: '1B5F93',
	ink: '1F2933',
	faint: '5B6672',
	line: 'D5DAE0',
	ground: 'E8EFF6',
	finding: '9A4A00',
	findingGround: 'FDF1E3',
	pale: 'A9C6E2'
} as const;
export const colour = (name: keyof typeof COLOURS) => Color.rgb(parseInt(COLOURS[name], 16));

export type Look = {
	number?: string;
	bold?: boolean;
	italic?: boolean;
	size?: number;
	ink?: keyof typeof COLOURS;
	ground?: keyof typeof COLOURS;
	align?: 'left' | 'right';
	wrap?: boolean;
	line?: 'top' | 'bottom';
	indent?: number;
	link?: boolean;
};

/** Formats of a workbook, each made once. */
export function formatsOf(): (look: Look) => Format {
	const made = new Map<string, Format>();
	return (look) => {
		const name = JSON.stringify(look);
		let format = made.get(name);
		if (!format) made.set(name, (format = formatOf(look)));
		return format;
	};
}

function formatOf({
	number,
	bold,
	italic,
	size,
	ink = 'ink',
	ground,
	align,
	wrap,
	line,
	indent,
	link
}: Look): Format {
	const format = new Format().setAlign(FormatAlign.Top).setFontColor(colour(link ? 'accent' : ink));
	if (number !== undefined) format.setNumFormat(number);
	if (bold) format.setBold();
	if (italic) format.setItalic();
	if (size !== undefined) format.setFontSize(size);
	if (ground) format.setBackgroundColor(colour(ground));
	if (align) format.setAlign(align === 'left' ? FormatAlign.Left : FormatAlign.Right);
	if (wrap) format.setTextWrap();
	if (indent !== undefined) format.setIndent(indent);
	if (line === 'top') format.setBorderTop(FormatBorder.Thin).setBorderTopColor(colour('line'));
	if (line === 'bottom') format.setBorderBottom(FormatBorder.Thin).setBorderBottomColor(colour('line'));
	return format;
}

/** Digits after the point with which every number of a column still shows two that matter, at most 6. */
function decimalsOf(numbers: number[]): number {
	if (numbers.every(Number.isInteger)) return 0;
	const least = Math.min(...numbers.filter((one) => one !== 0).map(Math.abs));
	return Math.min(Math.max(1 - Math.floor(Math.log10(least)), 1), 6);
}
const plain = (decimals: number) => `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
const named = (unit: string) =>
	/^[A-Z]{3}$/.test(unit) ? `\\ [$${unit}]` : `" ${unit.replace(/["\\]/g, '')}"`;

/** How the numbers of a column are shown; `unit` is that of the row, where the rows have different ones. */
export function numberFormats(column: Column, cells: Cell[]): (unit: string | null) => string {
	const numbers = cells.filter((cell) => typeof cell === 'number');
	const decimals = numbers.length === 0 ? 0 : decimalsOf(numbers);
	const large = numbers.some((one) => Math.abs(one) >= 1000);
	return (unit) => {
		if (column.type === 'share' || unit === 'share') return '0.0%';
		if (column.type === 'money' || (unit !== null && /^[A-Z]{3}$/.test(unit)))
			return `${plain(large || decimals === 0 ? 0 : 2)}${unit ? named(unit) : ''}`;
		if (column.type === 'days' || unit === 'days') return `${plain(Math.min(decimals, 1))}" days"`;
		if (unit === 'times') return '#,##0.0"×"';
		return `${plain(Math.min(decimals, 3))}${column.unit ? named(column.unit) : ''}`;
	};
}

/** As many UTF-16 units as a cell can hold. */
const MOST = 32_767;

/**
 * Text as a cell can hold it: without control characters and halves of characters, which would make the file one that
 * needs repair, and cut where it is too long.
 */
export function cellText(text: string): string {
	const clean = text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		// eslint-disable-next-line no-control-regex
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
	return clean.length > MOST ? `${clean.slice(0, MOST - 1).toWellFormed()}…` : clean;
}

/** `text` in at most so many characters, for what has little room, such as the legend of a chart. */
export function shortened(text: string, most: number): string {
	const characters = [...cellText(text).replace(/\s+/g, ' ')];
	return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** About how many digits wide the longest line of a text is; what East Asia writes is as wide as two. */
export function widthOf(text: string): number {
	if (/^[ -~]*$/.test(text)) return text.length;
	const width = (line: string) => [...line].reduce((sum, one) => sum + (WIDE.test(one) ? 2 : 1), 0);
	return Math.max(...text.split('\n').map(width));
}

/** About how many lines a text takes in a column of that many digits. */
export const linesOf = (text: string, width: number): number =>
	text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);

/** Names that sheets may bear, each once: at most 31 characters, without those that a reference needs. */
export function sheetNames(): (title: string) => string {
	const taken = new Set<string>();
	return (title) => {
		const plain =
			cellText(title)
				.replace(/[[\]:*?/\\\n]/g, ' ')
				.trim()
				.replace(/^'+|'+$/g, '') || 'Sheet';
		const fit = (tail: string) =>
			`${plain
				.slice(0, 31 - tail.length)
				.toWellFormed()
				.trim()}${tail}`;
		let name = fit('');
		for (let n = 2; taken.has(name.toLowerCase()); n++) name = fit(` ${n}`);
		taken.add(name.toLowerCase());
		return name;
	};
}

/** A number of the days since the last of December 1899, as spreadsheets count them; null for text that is no such day. */
export function serialDay(day: string): number | null {
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < '1900-03-01') return null;
	const serial = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
	return Number.isNaN(serial) ? null : serial;
}

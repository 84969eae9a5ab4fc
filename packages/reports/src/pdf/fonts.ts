import { Blob, Face } from 'harfbuzzjs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/**
 * Asked in this order for each character; what none has is written as its number. Arabic is Vazirmatn's: Noto makes
 * letters of two glyphs, and is read twice by whoever copies them.
 */
const FAMILIES = ['inter', 'vazirmatn', 'noto-sans-hebrew', 'noto-sans-sc', 'noto-sans-kr', 'noto-emoji'];
const WEIGHTS = [400, 600];
const { resolve } = createRequire(import.meta.url);

type Fonts = {
	files: Buffer[];
	/** What the files call themselves, in the order of preference: names that no font of the machine has. */
	families: string[];
	/** Whether there is a letter for this character. */
	has: (character: string) => boolean;
};

/**
 * The fonts that a text is set in, as TrueType: of each slice of a family only what the text needs, in two weights.
 * Typst reads neither WOFF2 nor the axes of variable fonts, and would choose among the fonts of the machine.
 */
export async function fontsFor(text: string): Promise<Fonts> {
	const left = new Set(Array.from(text, (character) => character.codePointAt(0)!));
	const found = new Set<number>();
	const fonts: Fonts = { files: [], families: [], has: (one) => found.has(one.codePointAt(0)!) };
	for (const { woff2, holds } of FAMILIES.flatMap(slicesOf)) {
		const wanted = [...left].filter(holds);
		if (wanted.length === 0) continue;
		const family = `F${fonts.families.length}`;
		const cut = await Promise.all(WEIGHTS.map((weight) => cutOf(readFileSync(woff2), wanted, weight)));
		for (const code of new Face(new Blob(cut[0]!)).collectUnicodes()) if (left.delete(code)) found.add(code);
		fonts.files.push(...cut.map((file) => renamed(file, family)));
		fonts.families.push(family);
	}
	return fonts;
}

type Slice = { woff2: string; holds: (code: number) => boolean };

function slicesOf(family: string): Slice[] {
	const at = (path: string) => resolve(`@fontsource-variable/${family}/${path}`);
	const ranges = JSON.parse(readFileSync(at('unicode.json'), 'utf8')) as Record<string, string>;
	const slices = Object.entries(ranges).map(([name, range]) => {
		const spans = range
			.replaceAll('U+', '')
			.split(',')
			.map((span) => span.split('-').map((code) => parseInt(code, 16)));
		return {
			woff2: at(`files/${family}-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`),
			holds: (code: number) => spans.some(([from, to = from]) => from! <= code && code <= to!)
		};
	});
	return slices.reverse(); // what is common comes last
}

const cutOf = (woff2: Buffer, codes: number[], weight: number) =>
	subsetFont(woff2, String.fromCodePoint(...codes), {
		targetFormat: 'truetype',
		variationAxes: { wght: weight }
	});

/** The font under another name of its family, no longer than the one it has: written over it, in place. */
function renamed(font: Buffer, family: string): Buffer {
	const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
	const name = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'name')! + 8);
	const texts = name + font.readUInt16BE(name + 4);
	for (let at = name + 6; at < name + 6 + 12 * font.readUInt16BE(name + 2); at += 12) {
		if (![1, 16].includes(font.readUInt16BE(at + 6))) continue; // family, typographic family
		const bytes = Buffer.from(family, 'utf16le').swap16();
		font.writeUInt16BE(bytes.length, at + 8);
		bytes.copy(font, texts + font.readUInt16BE(at + 10));
	}
	return font;
}

import type { Brand } from '@app/contract';
import * as db from '@app/db';
import { isDrawable } from '@app/reports';
import { SaxesParser } from 'saxes';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What runs, moves, or brings in what lies elsewhere. */
const ELEMENTS =
	/^(script|foreignobject|iframe|embed|object|audio|video|canvas|animate.*|set|handler|listener)$/i;
/** A part of the same drawing, or a picture within it. */
const INSIDE = /^\s*(#|data:image\/(png|jpeg);base64,)/i;
/** A style that brings in something from elsewhere; CSS can write any letter with a backslash. */
const ELSEWHERE = /\\|@import|@font-face|expression\s*\(|javascript:|url\(\s*(?!['"]?\s*#)/i;

/** Says what is wrong with a drawing that is to be in every file that leaves the house; null: nothing. */
function faultOf(svg: string): string | null {
	let fault: string | null = null;
	let depth = 0;
	const parser = new SaxesParser();
	const blame = (what: string) => void (fault ??= what);
	parser.on('doctype', () => blame('it has a DOCTYPE'));
	parser.on('processinginstruction', ({ target }) => blame(`it has an instruction <?${target}?>`));
	parser.on('text', (text) => ELSEWHERE.test(text) && blame('a style in it brings in something'));
	parser.on('cdata', (text) => ELSEWHERE.test(text) && blame('a style in it brings in something'));
	parser.on('opentag', ({ name, attributes }) => {
		const local = name.split(':').at(-1)!;
		if (depth++ === 0 && local !== 'svg') blame(`it begins with <${name}>, not with <svg>`);
		if (ELEMENTS.test(local)) blame(`it has an element <${name}>`);
		for (const [attribute, value] of Object.entries(attributes as Record<string, string>)) {
			const own = attribute.split(':').at(-1)!;
			if (/^on/i.test(own)) blame(`it has an attribute '${attribute}'`);
			if (/^(href|src)$/i.test(own) && !INSIDE.test(value)) blame(`it refers to '${value.slice(0, 100)}'`);
			if (!attribute.startsWith('xmlns') && ELSEWHERE.test(value) && !INSIDE.test(value))
				blame(`its attribute '${attribute}' brings in something`);
		}
	});
	parser.on('closetag', () => void depth--);
	parser.on('error', ({ message }) => blame(`it is no well-formed XML (${message})`));
	parser.write(svg).close();
	return fault;
}

/**
 * Sees to it that a logo is what it says it is, and does nothing but be seen.
 *
 * @throws Refused
 */
function assertLogo({ type, base64 }: NonNullable<Brand['logo']>): void {
	const bytes = Buffer.from(base64, 'base64');
	if (type === 'image/png') {
		const isPng = bytes.subarray(0, 8).equals(PNG) && bytes.subarray(12, 16).toString('latin1') === 'IHDR';
		if (!isPng) throw new db.Refused('The logo is no PNG. Save it as PNG or SVG, and try again.');
	} else {
		const fault = faultOf(bytes.toString('utf8'));
		if (fault)
			throw new db.Refused(
				`The logo cannot be taken: ${fault}. Save it as a plain SVG of shapes without scripts, animation and links, or as PNG.`
			);
	}
	if (!isDrawable({ type, base64 }))
		throw new db.Refused(
			'The logo shows nothing. Open it in a drawing program, save it anew, and try again.'
		);
}

/** Changes how the organization looks in what leaves the house. Rejects with Refused for a logo that cannot be taken. */
export async function changeBrand(changing: db.Changing, brand: Brand): Promise<Brand> {
	if (brand.logo) assertLogo(brand.logo);
	await db.saveBrand(changing, brand);
	return brand;
}

import type { Brand, Report, Slide } from '@app/contract';
import JSZip from 'jszip';
import { chartBook } from './chart-book.ts';
import { chartXml, escaped } from './chart-xml.ts';
import { HEADING } from '../slides/parts.ts';
import { themeColours } from './theme.ts';
import { zipped } from './zipped.ts';

/**
 * What pptxgenjs packed, with the charts and workbooks that it has no words for, alternative texts, colours of the theme,
 * notes in paragraphs, and without what PowerPoint would have to repair. Parts have one fixed date, and charts the same
 * names each time, so that the same report makes the same bytes.
 */
export async function completed(
	packed: Uint8Array,
	slides: Slide[],
	{ data }: Report,
	brand: Brand
): Promise<Uint8Array> {
	const zip = await JSZip.loadAsync(packed);
	const names = Object.keys(zip.files).filter((name) => !zip.files[name]!.dir);
	const read = (name: string) => zip.file(name)!.async('string');
	// pptxgenjs numbers charts on and on while a process runs
	const charts = names
		.flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((one, other) => one - other);
	const renumbered = (text: string) =>
		text.replace(/(chart|Microsoft_Excel_Worksheet)(\d+)\.(xml|xlsx)/g, (all, kind, number, type) => {
			const at = charts.indexOf(Number(number));
			return at < 0 ? all : `${kind}${at + 1}.${type}`;
		});
	const made = new Map<string, string | Uint8Array>();
	for (const name of names) {
		if (/^ppt\/(charts\/chart|embeddings\/)/.test(name)) continue;
		const target = renumbered(name);
		if (/\.rels$|^\[Content_Types\]/.test(name)) made.set(target, renumbered(await read(name)));
		else if (name.endsWith('.xml')) made.set(target, await read(name));
		else made.set(target, await zip.file(name)!.async('uint8array'));
	}
	const drawn = slides.flatMap(({ boxes }) => boxes.filter((box) => box.kind === 'chart'));
	for (const [i, { chart, at, heading }] of drawn.entries()) {
		made.set(`ppt/charts/chart${i + 1}.xml`, chartXml(chart, at.h - (heading ? HEADING : 0)));
		made.set(`ppt/embeddings/Microsoft_Excel_Worksheet${i + 1}.xlsx`, await chartBook(chart, data.knownAt));
	}
	const change = (name: string, how: (text: string) => string) => {
		const text = made.get(name);
		if (typeof text !== 'string') throw new Error(`The presentation has no ${name}.`);
		made.set(name, how(text));
	};
	slides.forEach((slide, i) => {
		change(`ppt/slides/slide${i + 1}.xml`, (text) => described(text, slide));
		change(`ppt/notesSlides/notesSlide${i + 1}.xml`, (text) => inParagraphs(text, slide.notes));
	});
	change('ppt/theme/theme1.xml', (text) => coloured(text, brand));
	// a notes master has a theme of its own in what PowerPoint writes
	made.set('ppt/theme/theme2.xml', made.get('ppt/theme/theme1.xml')!);
	change('ppt/notesMasters/_rels/notesMaster1.xml.rels', (text) => text.replace('theme1.xml', 'theme2.xml'));
	change('ppt/presentation.xml', (text) => {
		const notes = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/.exec(text)?.[0] ?? '';
		return text.replace(notes, '').replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${notes}`);
	});
	change('docProps/core.xml', (text) =>
		text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${data.knownAt.slice(0, 19)}Z`)
	);
	change('[Content_Types].xml', (text) =>
		text
			.replace(/\s*<Override PartName="\/([^"]+)"[^>]*\/>/g, (all, part) => (made.has(part) ? all : ''))
			.replace(
				'</Types>',
				'<Override PartName="/ppt/theme/theme2.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
			)
	);
	return zipped(made);
}

/** Tables say in words what is in them, and that their first row is a heading; everything has an id of its own. */
function described(text: string, { boxes }: Slide): string {
	let id = 0;
	let told = text
		.replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>')
		.replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${++id}"`);
	boxes.forEach((box, i) => {
		if (box.kind !== 'table') return;
		const name = `name="${escaped(`${box.name} ${i + 1}`)}"`;
		told = told.replace(name, () => `${name} descr="${escaped(`${box.name}. ${box.alt}`)}"`);
	});
	return told;
}

/** pptxgenjs writes notes as one paragraph. */
function inParagraphs(text: string, notes: string): string {
	const paragraphs = notes
		.split('\n')
		.map((line) => `<a:p><a:r><a:rPr lang="en-US" dirty="0"/><a:t>${escaped(line)}</a:t></a:r></a:p>`);
	return text.replace(
		/<a:p><a:r><a:rPr lang="en-US" dirty="0"\/><a:t>[^<]*<\/a:t><\/a:r><a:endParaRPr lang="en-US" dirty="0"\/><\/a:p>/,
		() => paragraphs.join('')
	);
}

function coloured(theme: string, brand: Brand): string {
	const colours = Object.entries(themeColours(brand)).map(
		([name, colour]) => `<a:${name}><a:srgbClr val="${colour.slice(1).toUpperCase()}"/></a:${name}>`
	);
	return theme.replace(
		/<a:clrScheme name="[^"]*">.*?<\/a:clrScheme>/s,
		`<a:clrScheme name="Scale Across">${colours.join('')}</a:clrScheme>`
	);
}

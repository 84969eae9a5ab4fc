import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of the structure that a screen reader follows. */
type Tag = { role: string; alt?: string; children: Tag[] };
type Read = { role?: string; alt?: string; children?: Read[] };

/** A PDF as another implementation reads it (pdf.js), page by page. */
export async function readPdf(bytes: Uint8Array) {
	const task = getDocument({ data: bytes.slice(), verbosity: 0 });
	const pdf = await task.promise;
	const pages = [];
	for (let i = 1; i <= pdf.numPages; i++) {
		const page = await pdf.getPage(i);
		const { items } = await page.getTextContent();
		const drawn = await page.getOperatorList();
		const fonts = drawn.fnArray.flatMap((one, at) =>
			one === OPS.setFont ? [drawn.argsArray[at][0] as string] : []
		);
		pages.push({
			size: page.view.slice(2).map(Math.round),
			text: readable(
				items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
			),
			tags: tagsOf((await page.getStructTree()) as Read),
			missingFonts: fonts.filter(
				(font) => (page.commonObjs.get(font) as { missingFile: boolean }).missingFile
			),
			pictures: drawn.fnArray.filter((one) => one === OPS.paintImageXObject).length
		});
	}
	const { info, metadata } = await pdf.getMetadata();
	const outline = await pdf.getOutline();
	const marked = (await pdf.getMarkInfo()) as Map<string, boolean> | null;
	await task.destroy();
	return { pages, info: info as Record<string, string>, xmp: metadata.getRaw() as string, outline, marked };
}

/** Without the places where a long word may be parted, which nobody sees. */
const readable = (text: string) => text.replaceAll('\u200b', '');

const tagsOf = (read: Read): Tag[] =>
	(read.children ?? [])
		.filter(({ role }) => role !== undefined)
		.map((one) => ({
			role: one.role!,
			...(one.alt !== undefined && { alt: one.alt }),
			children: tagsOf(one)
		}));

/** All tags in the order they are read. */
export const flat = (tags: Tag[]): Tag[] => tags.flatMap((one) => [one, ...flat(one.children)]);

import JSZip from 'jszip';
import { SaxesParser } from 'saxes';

/** An element of an XML document; names bear their prefix, `text` is all text below it. */
export interface Element {
	name: string;
	attributes: Record<string, string>;
	children: Element[];
	text: string;
}

/** Reads XML 1.0 strictly. Throws where it is not well-formed. */
function parsed(xml: string): Element {
	const root: Element = { name: '', attributes: {}, children: [], text: '' };
	const open = [root];
	const parser = new SaxesParser({ xmlns: false });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name, attributes }) => {
		const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
		open.at(-1)!.children.push(element);
		open.push(element);
	});
	parser.on('text', (text) => open.forEach((element) => (element.text += text)));
	parser.on('closetag', () => void open.pop());
	parser.write(xml).close();
	return root.children[0]!;
}

/** All elements of a name below an element, in the order of the document. */
export const all = (element: Element, name: string): Element[] =>
	element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
export const first = (element: Element, name: string): Element | undefined => all(element, name)[0];

/** The parts of an Office file; those that are XML parsed. */
export async function opened(bytes: Uint8Array) {
	const zip = await JSZip.loadAsync(bytes);
	const names = Object.keys(zip.files);
	const xml = new Map<string, Element>();
	for (const name of names.filter((name) => /\.(xml|rels)$/.test(name)))
		xml.set(name, parsed(await zip.file(name)!.async('string')));
	const file = (name: string) => zip.file(name)!.async('nodebuffer');
	return { names, xml, file };
}
export type Opened = Awaited<ReturnType<typeof opened>>;

/** What a part refers to: the parts by their relationship's id. */
export function related({ xml }: Opened, part: string): Map<string, string> {
	const at = part.lastIndexOf('/');
	const rels = xml.get(`${part.slice(0, at + 1)}_rels/${part.slice(at + 1)}.rels`);
	return new Map(
		(rels ? all(rels, 'Relationship') : []).map(({ attributes: { Id, Target } }) => [
			Id!,
			new URL(Target!, `file:///${part}`).pathname.slice(1)
		])
	);
}

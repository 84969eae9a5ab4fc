import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { Brand } from '@app/contract';
import { join } from 'node:path';
import type { Document } from './document.ts';
import { fontsFor } from './fonts.ts';
import { splitPages } from './svg.ts';
import { legible } from './text.ts';

const HERE = import.meta.dirname;

/** What the template writes itself, and the numbers of letters that there are not. */
const OWN =
	'How it is made. Page of Summary Contents In their words DRAFT: Simulated demo data [U+0123456789ABCDEF]·\u200b';

/** The document as a tagged PDF, PDF/UA-1. Its time is the document's own, so its bytes are the same each time. */
export async function pdf(document: Document, logo: Brand['logo']): Promise<Uint8Array> {
	const { compiler, set } = await compiled(document, logo);
	return compiler.pdf(set, { pdfStandard: 'ua-1' });
}

/** The document as an SVG a page. */
export async function pages(document: Document, logo: Brand['logo']): Promise<string[]> {
	const { compiler, set } = await compiled(document, logo);
	return splitPages(compiler.plainSvg(set));
}

async function compiled(
	document: Document,
	logo: Brand['logo']
): Promise<{ compiler: NodeCompiler; set: NodeTypstDocument }> {
	const fonts = await fontsFor(OWN + JSON.stringify(document));
	const compiler = NodeCompiler.create({ workspace: HERE, fontArgs: [{ fontBlobs: fonts.files }] });
	const logoFile = logo && (logo.type === 'image/png' ? 'logo.png' : 'logo.svg');
	if (logoFile) compiler.mapShadow(join(HERE, logoFile), Buffer.from(logo.base64, 'base64'));
	// Text comes in as data: nothing in it is ever markup.
	const input = legible({ ...document, fonts: fonts.families, logo: logoFile }, fonts.has);
	const result = compiler.compile({
		mainFilePath: join(HERE, 'report.typ'),
		inputs: { report: JSON.stringify(input) }
	});
	if (!result.result) {
		const error = result.takeError();
		throw new Error(
			`The report could not be set: ${error ? JSON.stringify(compiler.fetchDiagnostics(error)) : ''}`
		);
	}
	return { compiler, set: result.result };
}

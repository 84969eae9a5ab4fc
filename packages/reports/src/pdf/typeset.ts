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
export const pdf = (document: Document, logo: Brand['logo']): Promise<Uint8Array> =>
	typeset(document, logo, (compiler, set) => compiler.pdf(set, { pdfStandard: 'ua-1' }));

/** The document as an SVG a page. */
export const pages = (document: Document, logo: Brand['logo']): Promise<string[]> =>
	typeset(document, logo, (compiler, set) => splitPages(compiler.plainSvg(set)));

async function typeset<Made>(
	document: Document,
	logo: Brand['logo'],
	make: (compiler: NodeCompiler, set: NodeTypstDocument) => Made
): Promise<Made> {
	const fonts = await fontsFor(OWN + JSON.stringify(document));
	const compiler = NodeCompiler.create({ workspace: HERE, fontArgs: [{ fontBlobs: fonts.files }] });
	const logoFile = logo && (logo.type === 'image/png' ? 'logo.png' : 'logo.svg');
	if (logoFile) compiler.mapShadow(join(HERE, logoFile), Buffer.from(logo.base64, 'base64'));
	// Text comes in as data: nothing in it is ever markup.
	const input = legible({ ...document, fonts: fonts.families, logo: logoFile }, fonts.has);
	try {
		const result = compiler.compile({
			mainFilePath: join(HERE, 'report.typ'),
			inputs: { report: JSON.stringify(input) }
		});
		if (result.result) return make(compiler, result.result);
		const error = result.takeError();
		throw new Error(
			`The report could not be set: ${error ? JSON.stringify(compiler.fetchDiagnostics(error)) : ''}`
		);
	} finally {
		compiler.evictCache(0); // it is the process's, and would stay
	}
}

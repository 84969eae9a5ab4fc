import type { Report } from '@app/contract';
import { dataZipOf, pdfOf, pdfPagesOf, pptxOf, xlsxOf } from '@app/reports/files';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order, Word } from './writer.ts';

// a signal is sent to all of the product: who ordered it ends us in order, or is gone
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
process.once('message', (order: Order) => {
	make(order).then(
		() => process.exit(),
		(error: Error) => process.send!({ error: error.message } satisfies Word, () => process.exit(1))
	);
});

const NOUNS = {
	pptx: 'the slides',
	xlsx: 'the workbook',
	pdf: 'the PDF',
	csv: 'the data',
	pages: 'the pages'
};

/** Makes what is ordered beside its place, and puts it there whole. */
async function make({ report: source, format, paper, brand, to }: Order): Promise<void> {
	const report = JSON.parse(await readFile(source, 'utf8')) as Report;
	process.send!({ doing: `making ${NOUNS[format]}` } satisfies Word);
	const part = `${to}.${process.pid}.part`;
	if (format === 'pages') {
		await mkdir(part);
		const pages = await pdfPagesOf(report, { paper, brand });
		for (const [i, page] of pages.entries()) await writeFile(join(part, `${i + 1}.svg`), page);
	} else {
		const makers = {
			pptx: () => pptxOf(report, brand),
			xlsx: () => xlsxOf(report),
			pdf: () => pdfOf(report, { paper, brand }),
			csv: () => dataZipOf(report)
		};
		await writeFile(part, await makers[format]());
	}
	await rename(part, to).catch(async (error) => {
		await rm(part, { recursive: true });
		if (!existsSync(to)) throw error; // others, who were faster, made the same
	});
}

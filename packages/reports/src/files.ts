// The files of a report. Apart from the rest, since what makes them is much to load, and few processes make any.
export { pdfOf, pdfPagesOf } from './pdf/in-worker.ts';
export { dataZipOf } from './data/data-zip.ts';
export { xlsxOf } from './xlsx/in-worker.ts';
export { pptxOf } from './pptx/pptx.ts';

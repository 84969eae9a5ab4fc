export { pdfOf, pdfPagesOf } from './pdf/in-worker.ts';
export { dataZipOf } from './data/data-zip.ts';
export { viewXlsxOf, xlsxOf } from './xlsx/in-worker.ts';
export { type Cell, type Column, type Table } from './table.ts';
export { tablesOf } from './tables.ts';
export { restatedOf } from './restated.ts';
export { sealed, unsealed } from './seal.ts';
export { pptxOf } from './pptx/pptx.ts';
export { slidesOf } from './slides/slides.ts';

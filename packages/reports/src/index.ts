export { viewXlsxOf } from './xlsx/in-worker.ts';
export { type Cell, type Column, type Table } from './table.ts';
export { tablesOf } from './tables.ts';
export { restatedOf } from './restated.ts';
export { sealed, unsealed } from './seal.ts';
export { isDrawable } from './pptx/logo.ts';
export { slidesOf } from './slides/slides.ts';

export { effectAfter } from './measurements.ts';
export { DEMO, DEMO_NAME, DEMO_NOTICE, simulate } from './simulate.ts';
export { toCsv } from './table.ts';
export type { Demo } from './simulate.ts';
export type { FileName } from './files.ts';
export type { Table } from './table.ts';
export type { Truth } from './truth.ts';

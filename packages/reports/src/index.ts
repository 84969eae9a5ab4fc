export { type Cell, type Column, type Table } from './table.ts';
export { tablesOf } from './tables.ts';

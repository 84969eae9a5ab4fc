export { type Cell, type CellType, type Column, type Table } from './table.ts';
export { tablesOf } from './tables.ts';

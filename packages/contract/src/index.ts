export * from './figures.ts';
export * from './pages.ts';
export * from './spread.ts';
export * from './stalled.ts';
export * from './value.ts';
export * from './words.ts';
export * from './import-files.ts';
export * from './import-report.ts';

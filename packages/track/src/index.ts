export * from './agenda.ts';
export * from './fiscal.ts';
export * from './fit.ts';
export * from './ledger.ts';
export * from './readiness.ts';
export * from './triggers.ts';

export { connect, type Db, type Sql, type Transaction } from './connect.ts';
export { keep } from './keep.ts';
export { migrate } from './migrate.ts';
export * as schema from './schema/index.ts';

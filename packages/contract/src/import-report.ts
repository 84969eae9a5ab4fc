import { type Static, Type } from 'typebox';
import { Count, Nullable, Problem } from './words.ts';

/** A row that cannot be taken, or one that is taken and looks wrong. Line 1 is the header; null is the whole file. */
export const ImportRemark = Type.Object({
	file: Type.String(),
	line: Nullable(Type.Integer()),
	column: Nullable(Type.String()),
	says: Type.String({ description: 'What stands there' }),
	expected: Type.String({ description: 'What was expected; for a warning, what is odd about it' })
});
export type ImportRemark = Static<typeof ImportRemark>;

/** rows = added + changed + unchanged + repeated + rejected. */
export const ImportedFile = Type.Object({
	name: Type.String(),
	rows: Count,
	added: Count,
	changed: Count,
	unchanged: Count,
	repeated: Count,
	rejected: Count
});
export type ImportedFile = Static<typeof ImportedFile>;

/** What an import did, or on a dry run would do. Any rejection means that nothing was written. */
export const ImportReport = Type.Object({
	id: Type.String({ format: 'uuid' }),
	dryRun: Type.Boolean(),
	imported: Type.Boolean({ description: 'Something was written' }),
	files: Type.Array(ImportedFile),
	ignored: Type.Array(Type.String(), { description: 'Files and columns that are not part of the format' }),
	rejections: Type.Array(ImportRemark, { description: 'The first thousand' }),
	rejectionCount: Count,
	warnings: Type.Array(ImportRemark, { description: 'The first thousand' }),
	warningCount: Count
});
export type ImportReport = Static<typeof ImportReport>;

/** An attempt to import, from its beginning on. `interrupted`: its process died; nothing was written. */
export const ImportAttempt = Type.Object({
	id: Type.String({ format: 'uuid' }),
	recordedBy: Type.String(),
	source: Type.String(),
	dryRun: Type.Boolean(),
	startedAt: Type.String({ format: 'date-time' }),
	state: Type.Enum(['running', 'interrupted', 'imported', 'unchanged', 'rejected', 'failed']),
	doing: Type.String({ description: 'While it runs: what it is doing, such as reading teams.csv' }),
	rowsRead: Count,
	report: Nullable(ImportReport)
});
export type ImportAttempt = Static<typeof ImportAttempt>;

export const ImportAttempts = Type.Object({ imports: Type.Array(Type.Omit(ImportAttempt, ['report'])) });
export type ImportAttempts = Static<typeof ImportAttempts>;

export const ImportQuery = Type.Object({
	dryRun: Type.Optional(Type.Boolean({ description: 'Only say what would change' })),
	id: Type.Optional(
		Type.String({ format: 'uuid', description: 'Of your choice, to ask for the progress meanwhile' })
	)
});
export type ImportQuery = Static<typeof ImportQuery>;

/** The problem that answers an import with rejections. */
export const ImportRejected = Type.Object({ ...Problem.properties, report: ImportReport });
export type ImportRejected = Static<typeof ImportRejected>;

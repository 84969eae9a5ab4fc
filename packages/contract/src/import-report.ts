import { type Static, Type } from 'typebox';
import { Count, Nullable } from './words.ts';

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

export const ImportProgress = Type.Object({
	doing: Type.String({ description: 'waiting, reading FILE, checking, writing FILE, counting' }),
	rows: Count,
	totalBytes: Nullable(Count),
	readBytes: Count
});
export type ImportProgress = Static<typeof ImportProgress>;

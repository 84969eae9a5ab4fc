import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/** Quarterly reports that were sealed: one a quarter and area, only ever added. */
export const sealedReports = pgTable(
	'sealed_reports',
	{
		id: id().primaryKey(),
		quarter: text('quarter').notNull(),
		/** Null: the whole organization, above several roots. */
		areaKey: text('area_key'),
		/** The version of the document. */
		schema: text('schema').notNull(),
		sealedAt: instant('sealed_at').notNull(),
		by: text('by').notNull(),
		/** The key of a person. */
		onBehalfOf: text('on_behalf_of'),
		sha256: text('sha256').notNull(),
		/** As text, not jsonb: to the byte what was hashed. */
		document: text('document').notNull()
	},
	(t) => [unique('sealed_reports_identity').on(t.quarter, t.areaKey).nullsNotDistinct()]
);

/** A file of a report that somebody asked for. It is made by a job, and lies in a folder of whoever made it. */
export const reportFiles = pgTable(
	'report_files',
	{
		id: id().primaryKey(),
		/** Null: of a draft. */
		reportId: id('report_id').references(() => sealedReports.id),
		quarter: text('quarter').notNull(),
		/** The area that was asked for, of a draft. */
		areaKey: text('area_key'),
		format: text('format', { enum: ['pptx', 'xlsx', 'pdf', 'csv', 'json'] }).notNull(),
		paper: text('paper', { enum: ['a4', 'letter'] }),
		name: text('name').notNull(),
		askedAt: instant('asked_at').notNull(),
		by: text('by').notNull(),
		state: text('state', { enum: ['waiting', 'making', 'done', 'failed'] }).notNull(),
		/** 0 to 1, and what is being done. */
		progress: doublePrecision('progress').notNull().default(0),
		doing: text('doing'),
		error: text('error'),
		bytes: bigint('bytes', { mode: 'number' })
	},
	(t) => [
		index('report_files_line')
			.on(t.id)
			.where(sql`state IN ('waiting', 'making')`)
	]
);

/** How the organization looks in what leaves the house: one row at most. The logo is base64. */
export const brand = pgTable('brand', {
	id: id().primaryKey(),
	colour: text('colour'),
	logoType: text('logo_type', { enum: ['image/png', 'image/svg+xml'] }),
	logo: text('logo')
});

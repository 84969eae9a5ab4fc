import { type Static, Type } from 'typebox';
import { NamedQuarter, QuarterName, ReportData, Restated } from './report.ts';
import { Area, Count, Key, Nullable } from './words.ts';

const Instant = Type.String({ format: 'date-time' });
const Id = Type.String({ format: 'uuid' });
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal digits' });

/** A sealed report as it is listed. */
export const SealedReport = Type.Object({
	id: Id,
	quarter: QuarterName,
	area: Area,
	/** The version of its document. */
	schema: Type.String(),
	sealedAt: Instant,
	/** Who sealed it, and on whose behalf. */
	by: Type.String(),
	onBehalfOf: Nullable(Type.String()),
	sha256: Hash
});
export type SealedReport = Static<typeof SealedReport>;

export const ReportsQuery = Type.Object({ team: Type.Optional(Key) });
export type ReportsQuery = Static<typeof ReportsQuery>;

/** All sealed reports, newest first; and the quarters from the first record to today, newest first, for one area. */
export const ReportList = Type.Object({
	area: Area,
	quarters: Type.Array(
		Type.Object({
			...NamedQuarter.properties,
			state: Type.Enum(['open', 'over', 'sealed']),
			/** The sealed report of the area, where there is one. */
			report: Nullable(Id)
		})
	),
	reports: Type.Array(SealedReport)
});
export type ReportList = Static<typeof ReportList>;

/** A sealed report, or the draft of a quarter: the current one where none is named. */
export const ReportParams = Type.Object({
	id: Type.Union([Id, Type.Literal('draft')], { description: 'The id of a sealed report, or `draft`' })
});
export const ReportQuery = Type.Object({
	quarter: Type.Optional(QuarterName),
	team: Type.Optional(Key)
});
export type ReportQuery = Static<typeof ReportQuery>;

/** A report as it is read: with what was restated since it was sealed. */
export const ReportAnswer = Type.Object({
	id: Nullable(Id),
	data: ReportData,
	/** Of the sealed document; null for a draft. */
	sha256: Nullable(Hash),
	restated: Type.Array(Restated)
});
export type ReportAnswer = Static<typeof ReportAnswer>;

export const NewSeal = Type.Object(
	{
		quarter: QuarterName,
		team: Type.Optional(Key),
		narrative: Type.Optional(Nullable(Type.String({ maxLength: 20_000 })))
	},
	{ additionalProperties: false }
);
export type NewSeal = Static<typeof NewSeal>;

export const PAPERS = ['a4', 'letter'] as const;
export const Paper = Type.Enum(PAPERS);
export type Paper = Static<typeof Paper>;
export const PaperQuery = Type.Object({ ...ReportQuery.properties, paper: Type.Optional(Paper) });

/** What a report is issued as; `csv` is a ZIP of CSV files, `json` the document itself. */
export const FILE_FORMATS = ['pptx', 'xlsx', 'pdf', 'csv', 'json'] as const;
export const FileFormat = Type.Enum(FILE_FORMATS);
export type FileFormat = Static<typeof FileFormat>;

export const NewFile = Type.Object(
	{ format: FileFormat, paper: Type.Optional(Paper) },
	{ additionalProperties: false }
);
export type NewFile = Static<typeof NewFile>;

/** A file of a report that waits to be made, is being made, or was. */
export const ReportFile = Type.Object({
	id: Id,
	/** The sealed report; null: of a draft. */
	report: Nullable(Id),
	quarter: QuarterName,
	format: FileFormat,
	/** Of a PDF. */
	paper: Nullable(Paper),
	name: Type.String({ description: 'What the file is called' }),
	state: Type.Enum(['waiting', 'making', 'done', 'failed']),
	/** 0 to 1, and what is being done. */
	progress: Type.Number({ minimum: 0, maximum: 1 }),
	doing: Nullable(Type.String()),
	/** How many files are made before it; 0 once it is its turn. */
	ahead: Count,
	/** Why it failed. */
	error: Nullable(Type.String()),
	bytes: Nullable(Count)
});
export type ReportFile = Static<typeof ReportFile>;

const TableCell = Type.Unsafe<string | number | null>({ description: 'A text, a number, or null' });
/** A table of a report, as its workbook, CSV files and PDF have it. */
export const ReportTables = Type.Object({
	tables: Type.Array(
		Type.Object({
			...{ name: Type.String(), title: Type.String(), about: Type.String() },
			columns: Type.Array(
				Type.Object({
					...{ name: Type.String(), label: Type.String(), meaning: Type.String() },
					type: Type.Enum(['text', 'count', 'number', 'share', 'money', 'days', 'day']),
					unit: Type.Optional(Type.String())
				})
			),
			/** The first columns that say which row it is. */
			keys: Count,
			rows: Type.Array(Type.Array(TableCell))
		})
	)
});
export type ReportTables = Static<typeof ReportTables>;

export const ReportPages = Type.Object({ pages: Count });

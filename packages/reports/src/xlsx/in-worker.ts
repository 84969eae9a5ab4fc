import type { Report, ViewExport } from '@app/contract';
import { inThread } from '../in-thread.ts';

/** What a worker makes a workbook of. */
export type Order = { report: Report } | { view: ViewExport };

/**
 * A sealed report, or a draft, as an XLSX workbook: a summary, charts, each table as one that can be filtered, with
 * formulas where a figure follows from others, definitions, and a dictionary of all columns. Made in a thread of its
 * own: it takes a second for a large report. Rejects where that fails.
 */
export const xlsxOf = (report: Report): Promise<Uint8Array> => made({ report });

/** What a page shows as an XLSX workbook, with the day, the filter and the definitions. As for `xlsxOf`. */
export const viewXlsxOf = (view: ViewExport): Promise<Uint8Array> => made({ view });

const made = (order: Order) => inThread<Uint8Array>(new URL('./worker.ts', import.meta.url), order);

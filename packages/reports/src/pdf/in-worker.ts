import type { Brand, Report } from '@app/contract';
import { inThread } from '../in-thread.ts';

export type Look = { paper: 'a4' | 'letter'; brand: Brand };
/** What a worker makes of a report: one PDF, or an SVG a page. */
export type Order = Look & { report: Report; as: 'pdf' | 'pages' };

/**
 * A sealed report, or a draft, as a tagged PDF (PDF/UA-1) on A4 or Letter, the same bytes each time. Made in a thread of
 * its own, since it takes a second or more. Rejects with Typst's words where it cannot be set, such as a broken logo.
 */
export const pdfOf = (report: Report, look: Look): Promise<Uint8Array> =>
	made<Uint8Array>({ ...look, report, as: 'pdf' });

/** The pages of `pdfOf`, each as an SVG of its own that needs no font and runs no script. */
export const pdfPagesOf = (report: Report, look: Look): Promise<string[]> =>
	made<string[]>({ ...look, report, as: 'pages' });

const made = <Made>(order: Order) => inThread<Made>(new URL('./worker.ts', import.meta.url), order);

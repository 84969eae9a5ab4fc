import type { ViewExport } from '@app/contract';
import { viewXlsxOf } from '@app/reports';
import { Unanswerable } from '../problems.ts';

/** What a page shows as a workbook. Rejects with Unanswerable where a row does not fit its columns. */
export async function viewWorkbook(view: ViewExport): Promise<Uint8Array> {
	const { columns, rows } = view;
	const misfit = rows.findIndex(({ length }) => length !== columns.length);
	if (misfit >= 0)
		throw new Unanswerable(
			`Row ${misfit + 1} has ${rows[misfit]!.length} cells, and there are ${columns.length} columns: give each row a cell for every column.`
		);
	return viewXlsxOf(view);
}

/** What a file may be called everywhere, from a title: `ascii` for those who know nothing else. */
export function fileName(title: string, extension: string): { ascii: string; full: string } {
	const plain = title
		.normalize('NFC')
		.toWellFormed()
		// eslint-disable-next-line no-control-regex
		.replace(/[\u0000-\u001f"*/:<>?\\|\s]+/g, ' ')
		.trim()
		.slice(0, 100);
	const ascii = plain
		.normalize('NFKD')
		.replace(/[^ -~]+/g, '')
		.trim();
	return { ascii: `${ascii || 'view'}.${extension}`, full: `${plain.toWellFormed() || 'view'}.${extension}` };
}

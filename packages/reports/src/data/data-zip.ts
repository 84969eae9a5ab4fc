import type { Report } from '@app/contract';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { sealed } from '../seal.ts';
import { tablesOf } from '../tables.ts';
import { csvOf } from './csv.ts';
import { dictionaryOf } from './dictionary.ts';

/** Of every file in it, so that the same report gives the same bytes, whatever the clock and the time zone. */
const ENTRY = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * The data of a report as a ZIP: a CSV file for each of its tables, a dictionary of all their columns, the sealed
 * document itself (report.json), and how to read and verify them. The same report always gives the same bytes.
 */
export async function dataZipOf(report: Report): Promise<Uint8Array> {
	const tables = tablesOf(report);
	const files: Record<string, string> = {
		'README.txt': readme(report),
		'report.json': sealed(report.data).document,
		'dictionary.csv': csvOf(dictionaryOf(tables)),
		...Object.fromEntries(tables.map((table) => [`${table.name}.csv`, csvOf(table)]))
	};
	const zip = new ZipFile();
	for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, ENTRY);
	zip.end();
	return await buffer(zip.outputStream as Readable);
}

function readme({ data, sha256, restated }: Report): string {
	const { quarter, area, asOf, knownAt, organization, simulated, seal } = data;
	return `Quarterly report ${quarter.name} of ${organization}${simulated ? ' (simulated demo data)' : ''}
${area?.name ?? 'The whole organization'}, ${quarter.from} to ${quarter.to}
As of the end of ${asOf}, as known at ${knownAt}
${seal ? `Sealed at ${seal.at} by ${seal.by}` : 'DRAFT: not sealed, figures may still change'}

What is in here
  report.json     ${sha256 === null ? 'the data of the report' : 'the sealed document, byte for byte what was hashed'}; the tables follow from it
  dictionary.csv  what each column of each table is
  *.csv           the tables; restated.csv says what was restated since (${restated.length})

How to read the tables
  CSV as in RFC 4180, in UTF-8 with a byte order mark, which spreadsheets need.
  Numbers have all their digits and a decimal point, shares are 0 to 1, days are yyyy-mm-dd.
  Nothing in a cell: not known, or there is none.
  A text that a spreadsheet would take for a formula begins with an apostrophe that is not part of it;
  report.json has all names as they are.
${
	sha256 === null
		? ''
		: `
How to verify that nothing was changed
  The SHA-256 of report.json is
  ${sha256}
  sha256sum report.json                              Linux
  shasum -a 256 report.json                          macOS
  Get-FileHash report.json -Algorithm SHA256         Windows
`
}`;
}

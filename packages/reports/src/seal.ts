import { REPORT_SCHEMA, type ReportData } from '@app/contract';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

const hashOf = (document: string): string => createHash('sha256').update(document, 'utf8').digest('hex');

/**
 * The data of a report as the one text that it has: JSON as RFC 8785 writes it (UTF-8, names in order, no spaces), and
 * the SHA-256 of its bytes in hexadecimal digits. The same data make the same text on every machine.
 *
 * @throws where a figure is no number of JSON (NaN, infinity)
 */
export function sealed(data: ReportData): { document: string; sha256: string } {
	const document = canonicalize(data)!;
	return { document, sha256: hashOf(document) };
}

/** How a document of each schema is read. A new version adds itself here, and the old ones learn to become it. */
const READERS: Record<string, (document: unknown) => ReportData> = {
	[REPORT_SCHEMA]: (document) => document as ReportData
};

/**
 * The data of a sealed document, in the newest schema.
 *
 * @throws where the text is not the one that was sealed, or of a schema that this version does not know
 */
export function unsealed(document: string, sha256: string): ReportData {
	if (hashOf(document) !== sha256)
		throw new Error(`The sealed document is not the one that was sealed: its SHA-256 is not ${sha256}.`);
	const read = JSON.parse(document) as { schema: string };
	const reader = READERS[read.schema];
	if (!reader) throw new Error(`This version cannot read reports of the schema '${read.schema}'.`);
	return reader(read);
}

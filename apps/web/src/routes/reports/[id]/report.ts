import type { CellType, FileFormat, Problem, SUMMARY_TOPICS } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { actingAs } from '#lib/person.ts';
import { Refusal } from '#lib/records/change.ts';

/** What of a report can be looked at before it is taken away. */
export const VIEWS = [
	{ view: 'slides', label: 'Slides' },
	{ view: 'pages', label: 'Pages' },
	{ view: 'workbook', label: 'Workbook' },
	{ view: 'data', label: 'Data' }
] as const;
export type View = (typeof VIEWS)[number]['view'];

export const TOPICS: Record<(typeof SUMMARY_TOPICS)[number], string> = {
	spread: 'What spread',
	stalled: 'What stalled',
	worth: 'What it was worth',
	changed: 'What changed',
	decision: 'What needs a decision'
};

/** A file that can be asked for: its format, and its paper where it has pages. */
export interface Kind {
	id: string;
	format: FileFormat;
	paper?: 'a4' | 'letter';
	label: string;
	text: string;
}
export const KINDS: Kind[] = [
	{ id: 'pptx', format: 'pptx', label: 'Slides, PPTX', text: 'editable charts and tables, speaker notes' },
	{ id: 'xlsx', format: 'xlsx', label: 'Workbook, XLSX', text: 'a sheet a subject, filters, definitions' },
	{ id: 'a4', format: 'pdf', paper: 'a4', label: 'PDF, A4', text: 'tagged, with bookmarks' },
	{ id: 'letter', format: 'pdf', paper: 'letter', label: 'PDF, Letter', text: 'tagged, with bookmarks' },
	{ id: 'csv', format: 'csv', label: 'Data, CSV in a ZIP', text: 'with a data dictionary' },
	{ id: 'json', format: 'json', label: 'Data, JSON', text: 'the whole document' }
];

/** A cell of a table as it is read; what the files hold is the value itself. */
export function cell(value: string | number | null, type: CellType, f: Formats): string {
	if (value === null) return '–';
	if (typeof value === 'string') return type === 'day' ? f.day(value) : value;
	return type === 'share' ? f.percent(value) : f.number(value);
}

/**
 * Asks the API for something to be made, on behalf of whom the reader acts as.
 *
 * @throws Refusal
 */
export async function post<Answer>(
	path: string,
	body: unknown,
	method: 'POST' | 'PUT' = 'POST'
): Promise<Answer> {
	const answer = await fetch(path, {
		method,
		headers: { 'content-type': 'application/json', ...actingAs(document.cookie) },
		body: JSON.stringify(body)
	}).catch((error: unknown) => {
		console.warn(error);
		throw new Refusal(0, 'No answer from the product. Check the line, then try again.');
	});
	const told = (await answer.json().catch(() => null)) as unknown;
	if (answer.ok) return told as Answer;
	const problem = told as (Problem & { theirs?: Record<string, unknown> }) | null;
	throw new Refusal(
		answer.status,
		problem?.detail ?? `The product answered ${answer.status}. Try again.`,
		problem?.theirs
	);
}

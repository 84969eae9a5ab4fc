import type { Problem, ViewExport } from '@app/contract';
import { csvLines } from '#lib/charts/csv.ts';
import { download } from './download.ts';
import { framed, png, type Drawn } from './framed.ts';
import { csvTable, viewOf, type Around, type Taken } from './view.ts';

export { filterIn } from './view.ts';

export type Kind = 'png' | 'svg' | 'csv' | 'xlsx' | 'copy';

/** What an export menu takes away, and where it stands in the page. */
export interface Source {
	name: string;
	title: string;
	about: string;
	taken: () => Taken | Promise<Taken>;
	drawn?: (() => Drawn | Promise<Drawn>) | undefined;
	around: Omit<Around, 'definitions'>;
	/** The day as the reader writes it. */
	day: string;
	/** Where it is from: the organization, whether it is simulated, the address. */
	from: string;
}

/** What the section around a menu says about how its figures are made. */
function definitionsIn(section: Element | null): ViewExport['definitions'] {
	return [...(section?.querySelectorAll('details[data-made]') ?? [])].map((made) => ({
		term: made.querySelector('summary')?.textContent?.trim() ?? '',
		meaning: (made.querySelector('[data-definition]')?.textContent ?? '').trim().replaceAll(/\s+/g, ' ')
	}));
}

/** Saves what is shown as a file of a kind, with the day, the area, the filter and what its words mean. */
export async function save(kind: Kind, source: Source, section: Element | null): Promise<void> {
	const taken = await source.taken();
	const view = viewOf(source, taken, { ...source.around, definitions: definitionsIn(section) });
	const file = `${source.name}-${view.asOf}.${kind}`;
	if (kind === 'csv') return download(await dataFile(view), file);
	if (kind === 'xlsx') return download(await workbook(view), file);
	if (!source.drawn) throw new Error('There is no picture of this');
	const svg = framed(await source.drawn(), view, {
		day: source.day,
		source: source.from,
		key: section?.querySelector('[data-key]') ?? null
	});
	if (kind === 'svg') return download(svg, file, 'image/svg+xml');
	if (kind === 'png') return download(await png(svg), file);
	await navigator.clipboard.write([new ClipboardItem({ 'image/png': png(svg) })]);
}

const ROWS_AT_ONCE = 500;

/** Between parts the page stays alive: there can be thousands of rows of hundreds of cells. */
async function dataFile(view: ViewExport): Promise<Blob> {
	const { columns, rows } = csvTable(view);
	const parts = [csvLines([columns])];
	for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
		parts.push(csvLines(rows.slice(from, from + ROWS_AT_ONCE)));
		await new Promise((done) => setTimeout(done));
	}
	return new Blob(parts, { type: 'text/csv' });
}

async function workbook(view: ViewExport): Promise<Blob> {
	const answer = await fetch('/api/export/view.xlsx', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(view)
	});
	if (answer.ok) return answer.blob();
	const problem = (await answer.json().catch(() => null)) as Problem | null;
	throw new Error(problem?.detail ?? `The product answered ${answer.status}.`);
}

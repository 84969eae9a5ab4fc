import type { Report, Slide } from '@app/contract';
import { cover, definitions, quarter } from './opening.ts';
import { sealedOrDraft, type Own } from './parts.ts';
import { fitted, sayDay } from './say.ts';
import { areas, movers } from './spread.ts';
import { decisions, ends, events, restated, support } from './together.ts';
import { funnel, stalled, timeAndEffects } from './track.ts';
import { worth } from './worth.ts';

const SUBJECTS: [string, (report: Report) => Own | null][] = [
	['spread by pattern', movers],
	['spread by area', areas],
	['the way from reach to sustained', funnel],
	['open adoptions', stalled],
	['time to adopt and effects', timeAndEffects],
	['what it was worth', worth],
	['events', events],
	['support and backing', support],
	['declines', ends],
	['decisions, findings and plan', decisions]
];

/**
 * The slides of a report, in the order in which they tell it; a subject of which nothing is on record is left out, and
 * the second slide says so. All figures are those of `report.data`. Without letters that no file can bear (XML 1.0).
 */
export function slidesOf(report: Report): Slide[] {
	const told = SUBJECTS.map(([name, of]) => ({ name, own: of(report) }));
	const leftOut = told.filter(({ own }) => own === null).map(({ name }) => name);
	const all = [
		cover(report),
		quarter(report, leftOut),
		...told.map(({ own }) => own),
		restated(report),
		definitions(report)
	].filter((own) => own !== null);
	return written(all.map((own) => whole(own, report)));
}

function whole({ tables, reading, terms, ...own }: Own, { data, sha256 }: Report): Slide {
	const { organization, quarter, area, simulated, asOf } = data;
	const hash = sha256 === null ? '' : `, SHA-256 ${sha256.slice(0, 12)}`;
	const source = [
		fitted(organization, 3, 10),
		fitted(area?.name ?? 'The whole organization', 2.5, 10),
		`${quarter.name}, as of ${sayDay(asOf)}`,
		`${sealedOrDraft(data)}${hash}`
	].join(' · ');
	return {
		...{ cover: false, ...own, source },
		// two lines beside a logo, and one; in full in the notes
		...{ title: fitted(own.title, 19, 24), subtitle: fitted(own.subtitle, 12, 12) },
		marks: [...(data.seal ? [] : ['Draft']), ...(simulated ? ['Simulated data'] : [])],
		notes: notes({ tables, reading, terms, ...own }, data, sha256)
	};
}

/** What whoever speaks may be asked: where it is from, how it is made, what the words mean, and what was shortened. */
function notes(own: Own, data: Report['data'], sha256: string | null): string {
	const defined = data.definitions.filter(({ term }) =>
		own.terms.some((it) => term.toLowerCase().includes(it))
	);
	return [
		...[own.title, own.subtitle],
		`Source: quarterly report ${data.quarter.name} of ${data.organization}, ${data.area?.name ?? 'the whole organization'}. As of the end of ${data.asOf}, as known at ${data.knownAt}. ${data.seal ? `Sealed at ${data.seal.at} by ${data.seal.by}.` : 'Draft: not sealed.'}${sha256 === null ? '' : ` SHA-256 of the sealed data: ${sha256}.`}${data.simulated ? ' Simulated data.' : ''}`,
		`In the workbook: ${own.tables.join(', ')}.`,
		...own.reading,
		...defined.map(({ term, meaning }) => `${term}: ${meaning}`),
		...exact(own)
	].join('\n');
}

/** Cells that the slide shows rounded or shortened, as they are in the report. */
function exact({ boxes }: Own): string[] {
	const cells = boxes.flatMap((box) =>
		box.kind !== 'table'
			? []
			: box.table.rows.flatMap((row) =>
					row.flatMap(({ value, shown }, i) => {
						const { label, format } = box.table.columns[i]!;
						const plain = shown.replaceAll(',', '');
						const same =
							value === null ||
							format === 'day' ||
							String(value) === (typeof value === 'number' ? plain : shown);
						return same ? [] : [`${label ? `${label} ` : ''}${shown}: ${value}`];
					})
				)
	);
	return cells.length > 0 ? [`In full: ${[...new Set(cells)].join('; ')}.`] : [];
}

/** Without what XML cannot say, which no file could bear. */
function written<Of>(value: Of): Of {
	if (typeof value === 'string')
		return value
			.toWellFormed()
			.replace(/\r\n?/g, '\n')
			.replace(/[\p{Cc}\ufffe\uffff]/gu, (it) => (it === '\n' || it === '\t' ? it : '')) as Of;
	if (Array.isArray(value)) return value.map(written) as Of;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, written(it)])) as Of;
}

import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import type { Brand, Report, SlideBox } from '../../packages/contract/src/index.ts';
import { pptxOf } from '../../packages/reports/src/files.ts';
import { slidesOf } from '../../packages/reports/src/index.ts';
import { exampleReport } from './example.ts';
import { all, first, opened, related, type Element, type Opened } from './opened.ts';

const HOUSE: Brand = { colour: null, logo: null };
const svg = (body: string) => ({
	type: 'image/svg+xml' as const,
	base64: Buffer.from(body).toString('base64')
});
const WIDE = svg(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h240v60z"/></svg>'
);
/** 2 by 1 pixels. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGP4z8Dwn4GB4T8ADPwC/vbqCRwAAAAASUVORK5CYII=';

const withOdder = (): Report => {
	const report = exampleReport({ odd: true });
	report.data.patterns[0]!.name = 'a\u0000b\u001b[31m\ud800c ]]> &amp; <a:t/>\ufffe';
	report.data.narrative = 'One.\r\n\r\nTwo \u0007 & <three>';
	return report;
};
const EXAMPLES: [string, Report, Brand][] = [
	['a report', exampleReport(), HOUSE],
	['odd names', withOdder(), { colour: '#ffd500', logo: WIDE }],
	['a report of nothing', exampleReport({ patterns: 0 }), HOUSE],
	[
		'a draft of 300 patterns in 90 areas',
		exampleReport({ patterns: 300, parts: 90, sealed: false }),
		{ colour: '#000000', logo: { type: 'image/png', base64: PNG } }
	]
];

const slideParts = ({ names }: Opened) =>
	names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).sort(byNumber);
const byNumber = (one: string, other: string) =>
	Number(/\d+/.exec(one)?.[0]) - Number(/\d+/.exec(other)?.[0]);
const texts = (element: Element) =>
	all(element, 'a:p').map((it) =>
		all(it, 'a:t')
			.map((t) => t.text)
			.join('')
	);
type Kind<Of extends SlideBox['kind']> = Extract<SlideBox, { kind: Of }>;
const boxes = <Of extends SlideBox['kind']>(report: Report, kind: Of) =>
	slidesOf(report).map((slide) => slide.boxes.filter((box): box is Kind<Of> => box.kind === kind));
/** The ids of relationships that an element and those below it use. */
const references = ({ attributes, children }: Element): string[] => [
	...['r:id', 'r:embed', 'r:link'].flatMap((name) => attributes[name] ?? []),
	...children.flatMap(references)
];
/** Numbers of a copy of cells in a chart, null where a cell is empty. */
function cached(element: Element): (number | null)[] {
	const points = new Map(all(element, 'c:pt').map((it) => [it.attributes['idx'], Number(it.text)]));
	const count = Number(first(element, 'c:ptCount')!.attributes['val']);
	return Array.from({ length: count }, (_, i) => points.get(String(i)) ?? null);
}

describe.each(EXAMPLES)('a presentation of %s', { timeout: 60_000 }, (_, report, brand) => {
	const file = pptxOf(report, brand).then(opened);

	test('has parts that refer to parts, each of a type that is said', async () => {
		const pptx = await file;
		const { names, xml } = pptx;
		expect(slideParts(pptx)).toHaveLength(slidesOf(report).length);
		for (const name of names.filter((it) => !it.endsWith('.rels')))
			for (const target of related(pptx, name).values()) expect(names).toContain(target);
		const types = xml.get('[Content_Types].xml')!;
		const overrides = all(types, 'Override').map((it) => it.attributes['PartName']!.slice(1));
		const defaults = all(types, 'Default').map((it) => it.attributes['Extension']!);
		expect(names).toEqual(expect.arrayContaining(overrides));
		expect(new Set(overrides).size).toBe(overrides.length);
		for (const name of names.filter((it) => it !== '[Content_Types].xml'))
			expect([...overrides, ...defaults]).toContain(overrides.includes(name) ? name : name.split('.').at(-1));
		// every id that a part uses is one of its relationships
		for (const [name, root] of xml) {
			const used = references(root);
			expect([...related(pptx, name).keys()]).toEqual(expect.arrayContaining(used));
		}
	});

	test('names everything on a slide once, and its title as a title', async () => {
		const pptx = await file;
		const { xml } = pptx;
		slideParts(pptx).forEach((name, i) => {
			const slide = xml.get(name)!;
			const ids = all(slide, 'p:cNvPr').map((it) => it.attributes['id']);
			expect(new Set(ids).size).toBe(ids.length);
			const title = all(slide, 'p:sp').find((it) => first(it, 'p:ph')?.attributes['type'] === 'title');
			expect(texts(title!)).toEqual([slidesOf(report)[i]!.title]);
			// what stands first is read first
			expect(all(slide, 'p:sp')[0]).toBe(title);
			for (const frame of all(slide, 'p:graphicFrame'))
				expect(first(frame, 'p:cNvPr')!.attributes['descr']).toMatch(/\w/);
		});
		expect(first(xml.get('docProps/core.xml')!, 'dc:title')!.text).toContain(report.data.quarter.name);
	});

	test('draws charts that can be edited, with the figures of the report to the last digit', async () => {
		const pptx = await file;
		let count = 0;
		for (const [i, charts] of boxes(report, 'chart').entries()) {
			const part = slideParts(pptx)[i]!;
			const frames = all(pptx.xml.get(part)!, 'c:chart').map((it) =>
				related(pptx, part).get(it.attributes['r:id']!)!
			);
			expect(frames).toHaveLength(charts.length);
			for (const [k, { chart }] of charts.entries()) {
				count++;
				const root = pptx.xml.get(frames[k]!)!;
				const book = related(pptx, frames[k]!).get(first(root, 'c:externalData')!.attributes['r:id']!)!;
				const [head, ...rows] = await readSheet(await pptx.file(book));
				const order = chart.kind === 'interval' ? [0, 2, 1] : chart.series.map((_, at) => at);
				expect(head!.slice(1, 1 + order.length)).toEqual(order.map((at) => chart.series[at]!.name));
				expect(rows.map((row) => row.slice(1, 1 + order.length))).toEqual(
					chart.categories.map((_, row) => order.map((at) => chart.series[at]!.values[row]))
				);
				if (chart.kind === 'interval') expectIntervals(root, chart);
				else expect(all(root, 'c:val').map(cached)).toEqual(chart.series.map(({ values }) => values));
				if (chart.kind === 'bars' || chart.kind === 'stacked')
					for (const categories of all(root, 'c:cat'))
						expect(all(categories, 'c:v').map(({ text }) => text)).toEqual(chart.categories);
				if (chart.kind === 'line')
					expect(
						cached(first(root, 'c:cat')!).map((day) =>
							new Date((day! - 25_569) * 86_400_000).toISOString().slice(0, 10)
						)
					).toEqual(report.data.curveOn);
			}
		}
		expect(pptx.names.filter((name) => /^ppt\/charts\/chart/.test(name))).toHaveLength(count);
	});

	test('has tables that can be edited, and notes in paragraphs', async () => {
		const pptx = await file;
		const slides = slidesOf(report);
		for (const [i, tables] of boxes(report, 'table').entries()) {
			const slide = pptx.xml.get(slideParts(pptx)[i]!)!;
			expect(
				all(slide, 'a:tbl').map((it) =>
					all(it, 'a:tr').map((row) => all(row, 'a:tc').map((cell) => texts(cell).join('')))
				)
			).toEqual(
				tables.map(({ table: { columns, rows } }) => [
					columns.map(({ label }) => label),
					...rows.map((row) => row.map(({ shown }) => shown))
				])
			);
			const notes = [...related(pptx, slideParts(pptx)[i]!).values()].find((it) =>
				it.includes('notesSlide')
			)!;
			const body = all(pptx.xml.get(notes)!, 'p:sp').find(
				(it) => first(it, 'p:ph')?.attributes['type'] === 'body'
			)!;
			expect(texts(body)).toEqual(slides[i]!.notes.split('\n'));
		}
	});

	test('has no picture but the logo, and colours of the theme alone', async () => {
		const { names, xml } = await file;
		const pictures = names.filter((name) => name.startsWith('ppt/media/'));
		if (brand.logo === null) expect(pictures).toEqual([]);
		else expect(pictures.length).toBeGreaterThan(0);
		for (const [name, root] of xml)
			if (/^ppt\/(slides|charts)\//.test(name)) {
				expect(all(root, 'a:srgbClr')).toEqual([]);
				expect(all(root, 'p:pic')).toEqual([]);
			}
		const ratio = brand.logo?.type === 'image/png' ? 2 : 4;
		for (const [name, root] of xml)
			if (/^ppt\/slideLayouts\/slideLayout\d/.test(name))
				for (const picture of all(root, 'p:pic')) {
					const { cx, cy } = first(first(picture, 'a:xfrm')!, 'a:ext')!.attributes as {
						cx: string;
						cy: string;
					};
					expect(Number(cx) / Number(cy)).toBeCloseTo(ratio, 2);
					expect(first(picture, 'p:cNvPr')!.attributes['descr']).toContain('Logo of ');
				}
	});
});

function expectIntervals(root: Element, chart: Kind<'chart'>['chart']) {
	const [lower, middle, upper] = chart.series.map(({ values }) => values);
	const [dots, ...lines] = all(root, 'c:ser');
	expect(cached(first(dots!, 'c:xVal')!)).toEqual(middle);
	expect(lines.map((line) => cached(first(line, 'c:xVal')!))).toEqual(
		lower!.map((value, i) => [value, upper![i]]).filter((ends) => ends.every((end) => end !== null))
	);
	// zero lies on the axis
	const axis = all(root, 'c:valAx')[0]!;
	expect(Number(first(axis, 'c:min')!.attributes['val'])).toBeLessThanOrEqual(0);
	expect(Number(first(axis, 'c:max')!.attributes['val'])).toBeGreaterThanOrEqual(0);
}

test('the same report makes the same bytes', { timeout: 60_000 }, async () => {
	const [once, again] = [await pptxOf(exampleReport(), HOUSE), await pptxOf(exampleReport(), HOUSE)];
	expect(Buffer.from(again).equals(Buffer.from(once))).toBe(true);
	const other = await pptxOf(exampleReport(), { colour: '#7a1fa2', logo: null });
	expect(Buffer.from(other).equals(Buffer.from(once))).toBe(false);
});

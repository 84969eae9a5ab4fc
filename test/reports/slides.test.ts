import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { Slide, type Report, type SlideBox } from '../../packages/contract/src/index.ts';
import { themeColours } from '../../packages/reports/src/pptx/theme.ts';
import { slidesOf } from '../../packages/reports/src/index.ts';
import { exampleReport, ODD_NAMES } from './example.ts';

type Kind<Of extends SlideBox['kind']> = Extract<SlideBox, { kind: Of }>;
const slide = (report: Report, key: string) => slidesOf(report).find((it) => it.key === key)!;
const box = <Of extends SlideBox['kind']>(report: Report, key: string, kind: Of, name: string) =>
	slide(report, key).boxes.find((it): it is Kind<Of> => it.kind === kind && it.name === name)!;
const values = (report: Report, key: string, name: string) =>
	box(report, key, 'table', name).table.rows.map((row) => row.map(({ value }) => value));

describe.each([
	['a report', exampleReport()],
	['odd names', exampleReport({ odd: true })],
	['a report of nothing', exampleReport({ patterns: 0 })],
	['a draft of 300 patterns in 90 areas', exampleReport({ patterns: 300, parts: 90, sealed: false })]
])('the slides of %s', (_, report) => {
	const slides = slidesOf(report);

	test('are of the kind that is promised, few, and each with a key of its own', () => {
		for (const one of slides) expect(Value.Errors(Slide, one)).toEqual([]);
		expect(slides.length).toBeLessThanOrEqual(14);
		expect(new Set(slides.map(({ key }) => key)).size).toBe(slides.length);
	});

	test('hold what they show within their edges, and no box above another', () => {
		for (const { boxes } of slides) {
			for (const { at } of boxes) {
				expect(at.x).toBeGreaterThanOrEqual(0.6);
				expect(at.x + at.w).toBeLessThanOrEqual(12.75);
				expect(at.y + at.h).toBeLessThanOrEqual(6.96);
			}
			for (const [i, one] of boxes.entries())
				for (const other of boxes.slice(i + 1)) expect(overlap(one, other)).toBe(false);
			for (const { at, heading, table } of boxes.filter((it) => it.kind === 'table')) {
				const lines = table.rows.length + 1 + (table.more ? 1 : 0);
				expect(lines * table.rowHeight + (heading ? 0.32 : 0)).toBeLessThanOrEqual(at.h + 1e-6);
				expect(table.rowHeight).toBeGreaterThan(0.24);
				const wide = table.columns.reduce((sum, { width }) => sum + width, 0);
				expect(wide).toBeCloseTo(at.w, 6);
			}
		}
	});

	test('say on each of them as of when, whether it is sealed, and that data are simulated', () => {
		for (const { source, marks, notes } of slides) {
			expect(source).toContain('as of 30 Sep 2026');
			expect(source).toContain(report.sha256 ? `sealed, SHA-256 ${report.sha256.slice(0, 12)}` : 'draft');
			expect(marks).toEqual([...(report.sha256 ? [] : ['Draft']), 'Simulated data']);
			expect(notes).toContain(report.data.knownAt);
			if (report.sha256) expect(notes).toContain(report.sha256);
		}
	});
});

/** Whether two boxes share ground: what is drawn beside a table stands in the rest of its width. */
function overlap({ at: one }: SlideBox, { at: other }: SlideBox): boolean {
	const apart = 1e-6;
	return (
		one.x + one.w > other.x + apart &&
		other.x + other.w > one.x + apart &&
		one.y + one.h > other.y + apart &&
		other.y + other.h > one.y + apart
	);
}

describe('figures', () => {
	const report = exampleReport();
	const { data } = report;

	test('of the first page are those of the report, with what they are of', () => {
		const { figures } = box(report, 'quarter', 'figures', 'Key figures');
		expect(figures.map(({ label, value }) => ({ label, value }))).toEqual(
			data.figures.map(({ label, value }) => ({ label, value }))
		);
		expect(figures[0]!.notes[0]).toBe('of 2,400');
		expect(figures[3]!.notes[0]).toBe('55 days to 71 days');
	});

	test('of patterns and areas are those of the report, what grew most first', () => {
		const rows = values(report, 'spread', 'Patterns that moved most');
		expect(rows).toHaveLength(10);
		for (const [name, ...figures] of rows) {
			const row = data.patterns.find((it) => it.name === name)!;
			expect(figures).toEqual([row.adopted, row.eligible, row.rate, row.adoptedBefore, row.lapsed]);
		}
		const growth = rows.map(([, adopted, , , before]) => Number(adopted) - Number(before));
		expect(growth).toEqual([...growth].sort((one, other) => other - one));
		const [best] = rows;
		expect(slide(report, 'spread').title).toBe(
			`${best![0]} spread most: +${growth[0]} to ${best![1]} of ${best![2]} teams`
		);
		expect(values(report, 'areas', 'Spread by area, in figures')).toEqual(
			data.parts.map((it) => [
				...[it.name, it.teams, it.eligible, it.adopted, it.adopted / it.eligible],
				...[it.new, it.lapsed, it.adoptedBefore]
			])
		);
		const { chart } = box(report, 'spread', 'chart', 'All adoptions in use');
		expect(chart.series[0]!.values.at(-1)).toBe(data.patterns.reduce((sum, it) => sum + it.adopted, 0));
	});

	test('of the way, what stalls and what it was worth are those of the report', () => {
		expect(values(report, 'funnel', 'Stages in figures').map((row) => row.slice(1, 7))).toEqual(
			data.funnel.stages.map((it) => [
				...[it.entered, it.enteredBefore, it.wentOn, it.ended, it.running, it.medianDays]
			])
		);
		const stalled = values(report, 'stalled', 'Stalled adoptions');
		expect(stalled.map(([team, pattern]) => [team, pattern])).toEqual(
			data.stalled.adoptions.slice(0, 11).map(({ team, pattern }) => [team.name, pattern.name])
		);
		const { chart } = box(report, 'worth', 'chart', 'What it was worth, drawn');
		const worth = values(report, 'worth', 'What it was worth');
		worth.forEach(([name, , benefit, cost, net], i) => {
			const row = data.value.patterns.find(({ pattern }) => pattern.name === name)!;
			expect([benefit, cost, net]).toEqual([row.benefit, row.cost, row.net]);
			expect(chart.series.map((one) => one.values[i])).toEqual([row.roi!.p10, row.roi!.p50, row.roi!.p90]);
		});
		expect(slide(report, 'worth').title).toContain('EUR 1.23M net (measured)');
	});

	test('of the way begin where teams were asked: use that nobody agreed on is no beginning', () => {
		const observed = structuredClone(report);
		const [first] = observed.data.funnel.stages;
		observed.data.funnel.stages.unshift({ ...first!, stage: 'observed', entered: 43 });
		expect(slide(observed, 'funnel').title).toBe('800 identified, 380 adopted (47.5%)');
	});

	test('that a slide rounds stand in full in its notes', () => {
		const long = structuredClone(report);
		long.data.patterns[0]!.rate = 0.123456789;
		long.data.patterns[0]!.adopted += 1000;
		const { notes } = slide(long, 'spread');
		expect(notes).toContain('Spread 12.3%: 0.123456789');
	});
});

test('300 patterns show the ten that moved most, and where the rest is', () => {
	const report = exampleReport({ patterns: 300, parts: 90 });
	const { table } = box(report, 'spread', 'table', 'Patterns that moved most');
	expect(table.rows).toHaveLength(10);
	expect(table.more).toBe('and 290 more patterns: see the workbook');
	expect(box(report, 'areas', 'chart', 'Spread by area').chart.categories).toHaveLength(10);
});

test('of what nothing is on record no slide is made, and the quarter says so', () => {
	const report = exampleReport({ patterns: 0 });
	expect(slidesOf(report).map(({ key }) => key)).toEqual(['cover', 'quarter', 'definitions']);
	expect(box(report, 'quarter', 'words', 'Left out').words[0]).toContain('spread by pattern');
});

test('what was restated is told where there is any', () => {
	expect(values(exampleReport(), 'restated', 'Restated figures')).toEqual([
		['Patterns', 'Pattern number 1', 'Adopted', 31, 30]
	]);
	expect(slide(exampleReport({ sealed: false }), 'restated')).toBeUndefined();
});

test('long names end with an ellipsis and stand in full in the notes; nothing that XML cannot say is left', () => {
	const report = exampleReport({ odd: true });
	const { rows } = box(report, 'spread', 'table', 'Patterns that moved most').table;
	const long = rows.map(([name]) => name!).find(({ value }) => value === ODD_NAMES[8])!;
	expect(long.shown).toMatch(/^A very long name .*…$/);
	expect(long.shown.length).toBeLessThan(40);
	expect(slide(report, 'spread').notes).toContain(ODD_NAMES[8]);
	report.data.patterns[0]!.name = 'a\u0000b\ud800\ufffec';
	expect(JSON.stringify(slidesOf(report))).not.toMatch(/\\u0000|\\ud800|\ufffe/);
});

test('letters and lines stand out from white in any colour of a brand', () => {
	for (const colour of [null, '#1f4e79', '#ffd500', '#ffffff', '#00ff00', '#7fffd4', '#000000']) {
		const { accent1, accent6 } = themeColours({ colour, logo: null });
		expect(contrastWithWhite(accent1!)).toBeGreaterThanOrEqual(4.5);
		expect(accent6).toBe(colour ?? accent1);
		if (colour && contrastWithWhite(colour) >= 4.5) expect(accent1).toBe(colour);
	}
});

/** As WCAG 2 has it, 1 to 21. */
function contrastWithWhite(colour: string): number {
	const [red, green, blue] = [1, 3, 5]
		.map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)) as [number, number, number];
	return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Slide from '../../apps/web/src/lib/reports/Slide.svelte';
import { marks } from '../../apps/web/src/lib/reports/slide-chart.ts';
import { slidesOf } from '../../packages/reports/src/index.ts';
import { exampleReport, ODD_NAMES } from '../reports/example.ts';

const report = exampleReport({ odd: true });

test('a slide in a page says all that the file says, and breaks at no name', () => {
	for (const slide of slidesOf(report)) {
		const { body } = render(Slide, { props: { slide, number: 2 } });
		expect(body).not.toContain('<script>');
		for (const words of [slide.title, slide.subtitle, slide.source, ...slide.marks])
			expect(body).toContain(escaped(words));
		for (const box of slide.boxes) {
			if (box.kind === 'table')
				for (const { shown } of box.table.rows.flat()) expect(body).toContain(escaped(shown));
			if (box.kind === 'chart') expect(body).toContain(box.alt.slice(0, 20).split('"')[0]);
		}
	}
	const spread = slidesOf(report).find(({ key }) => key === 'spread')!;
	// what is shortened can be pointed at
	expect(render(Slide, { props: { slide: spread } }).body).toContain(`title="${ODD_NAMES[8]}"`);
});

test('marks of a chart are at numbers, and inside of its box but for a label at its edge', () => {
	for (const { boxes } of slidesOf(report))
		for (const box of boxes) {
			if (box.kind !== 'chart') continue;
			const [wide, high] = [box.at.w * 72, (box.at.h - (box.heading ? 0.32 : 0)) * 72];
			const drawn = marks(box.chart, wide, high);
			expect(drawn.length).toBeGreaterThan(2);
			expect(JSON.stringify(drawn)).not.toContain('null');
			for (const mark of drawn) {
				if (mark.kind === 'bar') {
					expect(mark.w).toBeGreaterThanOrEqual(0);
					expect(mark.x).toBeGreaterThanOrEqual(-0.01);
					expect(mark.x + mark.w).toBeLessThanOrEqual(wide + 0.01);
				}
				if (mark.kind === 'bar' || mark.kind === 'text' || mark.kind === 'dot')
					expect(mark.y).toBeLessThanOrEqual(high + 0.01);
			}
		}
});

test('an interval is drawn at the height of its row of the table', () => {
	const { boxes } = slidesOf(report).find(({ key }) => key === 'worth')!;
	const [table] = boxes.filter((box) => box.kind === 'table');
	const [box] = boxes.filter((box) => box.kind === 'chart');
	const dots = marks(box!.chart, box!.at.w * 72, box!.at.h * 72).filter(({ kind }) => kind === 'dot');
	dots.forEach((dot, i) => {
		const inTable = table!.at.y + 0.32 + table!.table.rowHeight * (i + 1.5);
		expect(box!.at.y + 0.32 + (dot as { y: number }).y / 72).toBeCloseTo(inTable, 6);
	});
	expect(dots).toHaveLength(10);
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

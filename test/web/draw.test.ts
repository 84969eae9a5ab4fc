import { expect, test } from 'vitest';
import type { Picture } from '../../apps/web/src/lib/charts/picture.ts';
import { transport } from '../../apps/web/src/hooks.ts';
import { draw } from '../../apps/web/src/lib/server/draw.ts';

const evil = '"><script>alert(1)</script>';
const picture: Picture = {
	table: { columns: [evil], rows: [[evil]] },
	height: () => 200,
	spots: () => [],
	option: () => ({
		title: { text: evil, subtext: evil },
		xAxis: { type: 'category', data: [evil], name: evil },
		yAxis: { type: 'value', name: evil },
		series: [
			{
				type: 'line',
				name: evil,
				data: [1],
				showSymbol: true,
				areaStyle: { color: 'var(--stage-adopted)' },
				endLabel: { show: true, formatter: evil },
				markLine: { data: [{ yAxis: 1, name: evil, label: { formatter: evil } }] }
			}
		]
	})
};
const asked = (isDataRequest: boolean, locale = 'en') => ({ isDataRequest, locals: { locale } });
const [sent] = [transport['Drawing']!];

test('names are text in the picture, whatever they hold', () => {
	for (const { svg } of draw(picture, asked(false)).sizes) {
		expect(svg).toContain('&lt;script&gt;');
		expect(svg).not.toMatch(
			/<script|"><(?!\/?(svg|g|path|text|tspan|rect|style|defs|clipPath|line|polyline|circle))/i
		);
	}
});

test('a picture is drawn for phones, tablets and desks, in the colours of the page', () => {
	const { sizes } = draw(picture, asked(false));
	expect(sizes.map(({ width }) => width)).toEqual([360, 720, 1120]);
	expect(sizes[0]?.svg).toContain('fill="var(--stage-adopted)"');
});

test('lines without width and what only scripts would read are not sent', () => {
	const series = ['var(--seen)', 'var(--unseen)'].map((color, i) => ({
		...{ type: 'line', data: [1, 2], lineStyle: { color, width: 1 - i } }
	}));
	const [{ svg } = { svg: '' }] = draw(
		{ ...picture, option: () => ({ xAxis: { type: 'category' }, yAxis: { type: 'value' }, series }) },
		asked(false)
	).sizes;
	expect(svg).toContain('stroke="var(--seen)"');
	expect(svg).not.toMatch(/--unseen|ecmeta|class=/);
});

test('a drawing that is in the page is not sent a second time', () => {
	const [blank] = sent.encode(draw(picture, asked(false)));
	expect(blank.map(({ svg }: { svg: string }) => svg.trim())).toEqual(['', '', '']);
});

test('a drawing that is asked for as data arrives whole', () => {
	const { sizes } = sent.decode(sent.encode(draw(picture, asked(true))));
	expect(sizes[0].svg).toMatch(/^<svg/);
});

test('the same picture is drawn once, and again for another language', () => {
	expect(draw(picture, asked(false)).sizes).toBe(draw(picture, asked(true)).sizes);
	expect(draw(picture, asked(false, 'de')).sizes).not.toBe(draw(picture, asked(false)).sizes);
});

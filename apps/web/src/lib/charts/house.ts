const text = {
	color: 'var(--ink-2)',
	fontSize: 12,
	fontFamily: 'Inter Variable, Inter fallback, sans-serif'
};
const line = { lineStyle: { color: 'var(--line)', width: 1 } };
const axis = {
	axisLine: { show: true, ...line },
	axisTick: { show: false },
	axisLabel: text,
	splitLine: { show: true, ...line },
	nameTextStyle: text
};

/** No mark changes when it is pointed at: Tip.svelte says what is there. */
const still = { emphasis: { disabled: true } };

/** The one theme of all charts. Colours are the page's own variables, so one SVG serves light, dark and print. */
export const house = {
	textStyle: text,
	title: { textStyle: { ...text, color: 'var(--ink)', fontSize: 12, fontWeight: 600 }, subtextStyle: text },
	valueAxis: axis,
	categoryAxis: { ...axis, splitLine: { show: false, ...line } },
	timeAxis: { ...axis, splitLine: { show: false, ...line } },
	line: { symbol: 'none', lineStyle: { width: 2 }, ...still },
	scatter: still,
	custom: still
};

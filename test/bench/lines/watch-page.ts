/** What the browser saw of a page: times in ms since it was asked for. */
export type Seen = {
	firstPaint: number;
	drawn: number;
	charts: number;
	shift: number;
	/** What moved. */
	shifted: string;
};

declare global {
	interface Window {
		seen: () => Seen;
		/** From the last click to the frame that shows the next page; 0 as long as it does not. */
		settledAt: () => number;
		/** Since it was last asked. */
		longestInteraction: () => { ms: number; what: string };
		countFrames: () => void;
		framesCounted: () => { perSecond: number; worst: number };
	}
}

/** Runs in the page before its own scripts. */
export function watchPage(): void {
	let [drawn, shift, clickedAt, settled, shifted] = [0, 0, 0, 0, ''];
	let longest = { ms: 0, what: '' };
	let frames: number[] | undefined;
	const observe = (type: string, take: (entry: never) => void, more = {}) =>
		new PerformanceObserver((list) => (list.getEntries() as never[]).forEach(take)).observe({
			type,
			buffered: true,
			...more
		});
	const firstScreen = () =>
		[...document.querySelectorAll('.plot svg, .plot canvas')].filter((chart) => {
			const { top, bottom, height } = chart.getBoundingClientRect();
			return height > 0 && bottom > 0 && top < innerHeight;
		});

	type Shift = { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
	observe('layout-shift', ({ value, hadRecentInput, sources }: Shift) => {
		if (hadRecentInput) return;
		shift += value;
		const [first] = sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement));
		shifted = first?.outerHTML.slice(0, 80) ?? '';
	});
	observe(
		'event',
		({ duration, name }: PerformanceEventTiming) => {
			if (duration > longest.ms) longest = { ms: duration, what: name };
		},
		{ durationThreshold: 16 }
	);
	// a chart is drawn with the frame after it came into the page
	let charts = 0;
	const look = (at: number) => {
		const now = firstScreen().length;
		if (now > charts) [charts, drawn] = [now, at];
		if (frames) frames.push(at);
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
	addEventListener(
		'click',
		(event) => {
			[clickedAt, settled] = [event.timeStamp, 0];
			const before = document.querySelector('h1')?.textContent;
			const wait = () => {
				const title = document.querySelector('h1')?.textContent;
				if (title && title !== before) requestAnimationFrame((at) => (settled = at - clickedAt));
				else requestAnimationFrame(wait);
			};
			wait();
		},
		{ capture: true }
	);

	window.seen = () => {
		const firstPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
		return { firstPaint, drawn: Math.max(firstPaint, drawn), charts, shift, shifted };
	};
	window.settledAt = () => settled;
	window.longestInteraction = () => {
		const found = longest;
		longest = { ms: 0, what: '' };
		return found;
	};
	window.countFrames = () => (frames = []);
	window.framesCounted = () => {
		const taken = frames!.slice(1).map((at, n) => at - frames![n]!);
		const whole = taken.reduce((sum, ms) => sum + ms, 0);
		return { perSecond: (1000 * taken.length) / whole, worst: Math.max(...taken) };
	};
}

import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { ViewExport } from '@app/contract';
import { placed } from './view.ts';

/** A drawing without its words around it; its colours may be variables of the page. */
export interface Drawn {
	svg: string;
	width: number;
	height: number;
}

const EDGE = 40;
/** The drawing within the edges: as wide as a page of a report. */
export const DRAWN_WIDTH = 1120;
const FONT = "'Inter Variable', Inter, Arial, sans-serif";

export const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Reads the page's colours as they are on light ground, as any program reads them. */
function onLight() {
	const ground = document.body.appendChild(document.createElement('div'));
	ground.style.cssText = 'position:absolute;visibility:hidden;color-scheme:light';
	const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
	const rgb = (colour: string) => {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
		const [r, g, b, a = 255] = canvas.getImageData(0, 0, 1, 1).data;
		return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a / 255).toFixed(2)})`;
	};
	const known = new Map<string, string>();
	return {
		ground,
		rgb,
		/** The text with every variable in it replaced by its colour. */
		resolved: (text: string) =>
			text.replaceAll(/color-mix\((?:[^()]|\([^()]*\))*\)|var\(--[\w-]+\)/g, (variable) => {
				const probe = ground.appendChild(document.createElement('i'));
				probe.style.color = variable;
				const colour = known.get(variable) ?? rgb(getComputedStyle(probe).color);
				probe.remove();
				known.set(variable, colour);
				return colour;
			}),
		done: () => ground.remove()
	};
}
type Light = ReturnType<typeof onLight>;

const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;
export const wide = (text: string, size: number, weight = 400) => {
	ruler.font = `${weight} ${size}px ${FONT}`;
	return ruler.measureText(text).width;
};

/** Lines that fit; a word that is longer than a line goes on in the next. */
function lines(text: string, size: number, weight = 400): string[] {
	const all: string[] = [];
	let line = '';
	for (let word of text.split(/\s+/)) {
		if (line && wide(`${line} ${word}`, size, weight) > DRAWN_WIDTH) {
			all.push(line);
			line = '';
		}
		while (wide(word, size, weight) > DRAWN_WIDTH) {
			let cut = word.length;
			while (wide(word.slice(0, cut), size, weight) > DRAWN_WIDTH) cut = Math.floor(cut * 0.9);
			all.push(word.slice(0, cut));
			word = word.slice(cut);
		}
		line = line ? `${line} ${word}` : word;
	}
	return [...all, line].filter(Boolean);
}

/** The key of a chart as marks beside words, laid out in rows; and how high that is. */
function legend(key: Element, { ground, rgb, resolved }: Light): Drawn {
	const copy = ground.appendChild(key.cloneNode(true) as Element);
	const size = 12;
	let [x, y] = [0, 0];
	const parts: string[] = [];
	for (const entry of copy.children) {
		const words = (entry.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
		const mark = entry.querySelector('i, svg');
		const { width, height, backgroundColor, backgroundImage, borderTopColor, borderTopWidth } = mark
			? getComputedStyle(mark)
			: {
					width: '0',
					height: '0',
					backgroundColor: '',
					backgroundImage: 'none',
					borderTopColor: '',
					borderTopWidth: '0'
				};
		const [w, h] = [Math.min(parseFloat(width) || 12, 32), Math.min(parseFloat(height) || 12, 16)];
		const room = mark ? w + 6 : 0;
		if (x > 0 && x + room + wide(words, size) > DRAWN_WIDTH) [x, y] = [0, y + 20];
		if (mark instanceof SVGElement) {
			const inner = [...mark.children].map((child) => {
				child.setAttribute('stroke', rgb(getComputedStyle(child).stroke));
				child.setAttribute('fill', 'none');
				child.setAttribute('stroke-width', '2');
				return new XMLSerializer().serializeToString(child);
			});
			parts.push(`<g transform="translate(${x},${y + 10 - h / 2})">${resolved(inner.join(''))}</g>`);
		} else if (mark) {
			const border = parseFloat(borderTopWidth) > 0 ? ` stroke="${rgb(borderTopColor)}"` : '';
			const box = `x="${x}" y="${y + 10 - h / 2}" width="${w}" height="${h}" rx="2"`;
			parts.push(`<rect ${box} fill="${rgb(backgroundColor)}"${border}/>`);
			if (backgroundImage !== 'none') parts.push(`<rect ${box} fill="url(#hatch)"/>`);
		}
		for (const line of lines(words, size)) {
			parts.push(`<text x="${x + room}" y="${y + 14}" font-size="${size}">${escaped(line)}</text>`);
			if (line.length < words.length) y += 16;
		}
		x += room + wide(words, size) + 20;
	}
	copy.remove();
	return { svg: parts.join(''), width: DRAWN_WIDTH, height: parts.length > 0 ? y + 28 : 0 };
}

/**
 * A drawing as a picture that stands on its own, on light ground: where and as of when, its title and what is drawn
 * above it, what the words mean and where it is from below.
 */
export function framed(
	drawn: Drawn,
	view: ViewExport,
	{ day, source, key }: { day: string; source: string; key: Element | null }
): string {
	const light = onLight();
	const marks = key ? legend(key, light) : { svg: '', width: 0, height: 0 };
	const parts: string[] = [];
	let y = EDGE;
	const write = (text: string, size: number, height: number, fill: string, weight = 400) => {
		for (const line of lines(text, size, weight)) {
			parts.push(
				`<text x="${EDGE}" y="${y + size}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(line)}</text>`
			);
			y += height;
		}
	};
	const put = ({ svg, height, width }: Drawn) => {
		const scale = Math.min(1, DRAWN_WIDTH / width);
		parts.push(`<g transform="translate(${EDGE},${y}) scale(${scale})" fill="var(--ink)">${svg}</g>`);
		y += height * scale;
	};
	write(placed(view, day), 13, 20, 'var(--ink-2)');
	y += 4;
	write(view.title, 22, 30, 'var(--ink)', 600);
	write(view.about, 14, 21, 'var(--ink-2)');
	y += 10;
	if (marks.height > 0) put(marks);
	put(drawn);
	y += 16;
	parts.push(`<path d="M${EDGE} ${y}h${DRAWN_WIDTH}" stroke="var(--line)"/>`);
	y += 10;
	for (const { term, meaning } of view.definitions) write(`${term}: ${meaning}`, 11, 16, 'var(--ink-2)');
	write(source, 11, 16, 'var(--ink-2)');
	y += EDGE - 16;
	const width = DRAWN_WIDTH + 2 * EDGE;
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(y)}" viewBox="0 0 ${width} ${Math.ceil(y)}" font-family="${FONT}" role="img">
<title>${escaped(view.title)}</title><desc>${escaped(`${placed(view)}. ${view.about}`)}</desc>
<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v4" stroke="white" stroke-width="3" stroke-opacity=".7"/></pattern></defs>
<rect width="100%" height="100%" fill="var(--surface)"/>
${parts.join('\n')}
</svg>`;
	const told = light.resolved(picture);
	light.done();
	return told;
}

/** A picture as PNG, twice as fine as a screen, in the page's own letters. */
export async function png(svg: string): Promise<Blob> {
	const letters = await fetch(inter).then((answer) => answer.blob());
	const reader = new FileReader();
	const font = await new Promise<string>((done) => {
		reader.onload = () => done(String(reader.result).replace(/^data:[^;]*/, 'data:font/woff2'));
		reader.readAsDataURL(letters);
	});
	const style = `<style>@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${font})}</style>`;
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.replace('<defs>', `${style}<defs>`))}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.width * 2;
	canvas.height = image.height * 2;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done, failed) =>
		canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('The picture is too large for a PNG'))))
	);
}

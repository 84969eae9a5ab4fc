/** A colour as other programs read it: variables resolved by the page, oklch turned into rgb by a canvas. */
function rgb(color: string, within: Element): string {
	const probe = within.appendChild(document.createElement('i'));
	probe.style.color = color;
	const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	if (!canvas) return color;
	canvas.fillStyle = getComputedStyle(probe).color;
	probe.remove();
	canvas.fillRect(0, 0, 1, 1);
	const [r, g, b, a = 255] = canvas.getImageData(0, 0, 1, 1).data;
	return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a / 255).toFixed(2)})`;
}

/** The SVG as it looks now, readable outside the page: no variables, its own ground and size. */
export function standalone(svg: SVGSVGElement): string {
	const { width, height } = svg.getBoundingClientRect();
	const copy = svg.cloneNode(true) as SVGSVGElement;
	if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
	copy.setAttribute('width', String(width));
	copy.setAttribute('height', String(height));
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
	for (const [name, value] of [
		['width', '100%'],
		['height', '100%'],
		['fill', 'var(--surface)']
	] as const)
		ground.setAttribute(name, value);
	copy.prepend(ground);
	const within = svg.parentElement ?? document.body;
	return new XMLSerializer()
		.serializeToString(copy)
		.replaceAll(/var\(--[\w-]+\)/g, (color) => rgb(color, within));
}

/** The same as PNG, twice as fine as the screen. */
export async function png(svg: SVGSVGElement): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.width * 2;
	canvas.height = image.height * 2;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done, failed) =>
		canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('The picture is too large for a PNG'))))
	);
}

export function download(content: Blob | string, name: string, type = 'text/plain'): void {
	const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

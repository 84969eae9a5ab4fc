/**
 * The one picture of all pages that Typst makes, as a picture a page. Each is complete: it has the outlines of its
 * letters, and no other's; positions are in points, to a thousandth.
 */
export function splitPages(svg: string): string[] {
	const [, width, height] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg)!;
	const [body, ...shared] = svg.slice(svg.indexOf('>') + 1).split(/^ {4}<defs .*$/m) as [string, ...string[]];
	const shapes = new Map<string, string>();
	for (const [shape, , id] of shared.join('').matchAll(/<(symbol|clipPath) id="(\w+)"[^]*?<\/\1>/g))
		shapes.set(id!, shape);
	// Before each page comes its ground, always at the top left of the first.
	const pages = body.split(/^ {4}<path class="typst-shape" fill="#ffffff".*$/m).slice(1);
	const [wide, high] = [Number(width), Number(height) / pages.length];
	return pages.map((page, i) => {
		const used = new Set(Array.from(page.matchAll(/#(\w+)["')]/g), ([, id]) => id!));
		const defs = Array.from(used, (id) => shapes.get(id) ?? '').join('');
		return small(
			`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 ${i * high} ${wide} ${high}" width="${wide}pt" height="${high}pt">` +
				`<rect y="${i * high}" width="${wide}" height="${high}" fill="#fff"/><defs>${defs}</defs>${page}</svg>`
		);
	});
}

const small = (svg: string) => svg.replace(/>\s+</g, '><').replace(/(\.\d{3})\d+/g, '$1');

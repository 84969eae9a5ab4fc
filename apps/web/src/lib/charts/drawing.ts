export interface Size {
	width: number;
	height: number;
	svg: string;
}

/** A picture drawn as SVG at several widths. */
export class Drawing {
	readonly sizes: Size[];
	/** True where the markup of the page holds the SVG already. */
	readonly inPage: boolean;

	constructor(sizes: Size[], inPage: boolean) {
		this.sizes = sizes;
		this.inPage = inPage;
	}

	/** The sizes without their SVG: Svelte keeps the markup that the server made, as long as there is anything at all. */
	blank(): Size[] {
		return this.sizes.map((size) => ({ ...size, svg: ' ' }));
	}
}

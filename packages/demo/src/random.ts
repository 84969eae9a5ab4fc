/** A source of chance that gives the same numbers on every machine. All draws of one stream depend on its seed alone. */
export type Random = {
	/** Uniform in [0, 1). */
	next: () => number;
	/** Uniform in [low, high). */
	between: (low: number, high: number) => number;
	/** Uniform whole number in [low, high]. */
	whole: (low: number, high: number) => number;
	/** True with this probability. */
	chance: (probability: number) => boolean;
	/** One of the items; throws on none. */
	pick: <T>(items: readonly T[]) => T;
	/** The items in a new random order. */
	shuffle: <T>(items: readonly T[]) => T[];
	/** Standard normal, as near as twelve uniforms come (within 6 sd). */
	normal: () => number;
	/** Log-normal with this median and this sd of its logarithm. */
	logNormal: (median: number, sigma: number) => number;
};

/** FNV-1a: spreads a text over 32 bits. */
function hash(text: string): number {
	let h = 0x811c9dc5;
	for (const char of text) h = Math.imul(h ^ char.codePointAt(0)!, 0x01000193);
	return h >>> 0;
}

/** splitmix32: small, and good enough for a simulation. */
function uniforms(state: number): () => number {
	return () => {
		state = (state + 0x9e3779b9) | 0;
		let t = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
		return ((t ^ (t >>> 15)) >>> 0) / 2 ** 32;
	};
}

/**
 * The stream of chance of one part of the simulation, so that a change in one part leaves the others as they were.
 * @param seed of the organization
 * @param part any name
 */
export function random(seed: number, part: string): Random {
	const next = uniforms(hash(`${seed}/${part}`));
	const between = (low: number, high: number) => low + (high - low) * next();
	const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
	// Twelve uniforms rather than Box-Muller: sums are exact everywhere, log and cos need not be.
	const normal = () => {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += next();
		return sum;
	};
	return {
		next,
		between,
		whole,
		normal,
		chance: (probability) => next() < probability,
		pick(items) {
			if (items.length === 0) throw new Error('nothing to pick from');
			return items[whole(0, items.length - 1)]!;
		},
		shuffle: (items) =>
			items
				.map((item) => ({ item, at: next() }))
				.sort((a, b) => a.at - b.at)
				.map(({ item }) => item),
		logNormal: (median, sigma) => median * Math.exp(sigma * normal())
	};
}

/**
 * Random numbers in (0, 1) that are the same for the same seed and stream, on every machine. Streams of one
 * seed are independent: each input of a model has its own, so that adding one leaves the others as they were.
 *
 * @param count how many
 * @param seed any whole number
 * @param stream number of the input
 * @see sfc32 (Doty-Humphrey, PractRand), 53 bits a draw
 * @example
 * uniformDraws(2, 1, 0).length; // => 2
 */
export function uniformDraws(count: number, seed: number, stream: number): Float64Array {
	let [a, b, c, counter] = [seed | 0, Math.floor(seed / 2 ** 32) | 0, Math.imul(stream + 1, 0x9e3779b9), 1];
	const next = () => {
		const sum = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + sum;
		return sum >>> 0;
	};
	// Seeds that differ in one bit need a few rounds to part.
	for (let i = 0; i < 15; i++) next();
	const draws = new Float64Array(count);
	for (let i = 0; i < count; i++) draws[i] = ((next() >>> 6) * 2 ** 27 + (next() >>> 5) + 0.5) / 2 ** 53;
	return draws;
}

/** Letters that are seen by nobody: they join, part or turn others. Where no font has them they can be left out. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
/** What would turn the text around it: a name is always shown on its own. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Every text of a value so that it can be set: a character that no font has is written as its number, as [U+1F6D8]. */
export function legible<Value>(value: Value, has: (character: string) => boolean): Value {
	const write = (text: string) =>
		Array.from(text.toWellFormed().replace(TURNING, '').replace(CONTROL, ' '), (one) =>
			/[\n\t]/.test(one) || has(one)
				? one
				: UNSEEN.test(one)
					? ''
					: `[U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
		).join('');
	const walk = (one: unknown): unknown => {
		if (typeof one === 'string') return write(one);
		if (Array.isArray(one)) return one.map(walk);
		if (one === null || typeof one !== 'object') return one;
		return Object.fromEntries(Object.entries(one).map(([name, of]) => [name, walk(of)]));
	};
	return walk(value) as Value;
}

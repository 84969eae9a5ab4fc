/** What is wrong, or looks wrong, in a file; line 1 is the header, a null line means the file as a whole. */
export type Remark = {
	file: string;
	line: number | null;
	column: string | null;
	says: string;
	expected: string;
};

/** The first thousand remarks and the number of all, so that a file of a million bad rows stays small. */
export class Remarks {
	static readonly limit = 1000;
	readonly first: Remark[] = [];
	count = 0;

	/** Takes remarks of which `count` were found, though only these are at hand. */
	add(found: Remark[], count = found.length): void {
		this.count += count;
		this.first.push(...found.slice(0, Remarks.limit - this.first.length));
	}
}

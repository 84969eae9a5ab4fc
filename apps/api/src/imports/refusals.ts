/** A file cannot be read at all: the import reports it as rejected. */
export class BadFile extends Error {
	file: string;
	expected: string;
	constructor(file: string, says: string, expected: string) {
		super(says);
		this.file = file;
		this.expected = expected;
	}
}

/** Files unpack to more than we are ready to read. */
export class TooLarge extends Error {}

/** An import with the id that the caller chose was made before. */
export class IdTaken extends Error {}

/** What went wrong in words that a person can act on; plugins/errors.ts alone knows the status codes. */
export class NotFound extends Error {
	constructor(what: string, key: string) {
		super(`There is no ${what} with the key '${key}'. Check the spelling, or search for it by name.`);
	}
}

/** The question is well-formed and makes no sense; the message says what to ask instead. */
export class Unanswerable extends Error {}

/** It takes longer than somebody should wait; asked again soon, it will be there. */
export class Later extends Error {
	constructor() {
		super('What was known then is being worked out. Ask again in a few seconds.');
	}
}

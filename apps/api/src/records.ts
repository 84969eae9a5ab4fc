import { recordsState, type Db } from '@app/db';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';

/** The records as this process knows them. */
export type Records = {
	/**
	 * A text that is another one after every write, by whatever process; never older than the call. Who calls while
	 * a look at the database is under way shares the next look with all others that do.
	 */
	state(): Promise<string>;
	/**
	 * Remembers what is made for each of `most` keys for as long as the records are the same, or with `imports` until the
	 * next import: for what follows from teams, their places and patterns alone. Only for whoever has
	 * asked for `state` before: what it then finds remembered was made after the last change it can know of. Every
	 * request to the API has (plugins/remember.ts).
	 */
	remember<T>(
		most: number,
		make: (key: string) => Promise<T>,
		until?: 'change' | 'imports'
	): (key: string) => Promise<T>;
	/** A text that is another one after every change of what is said of a pattern. Only as `remember`. */
	versionOf(patternId: string): string;
};

/** What is asked of the records again and again, through the connection or pool `db`. */
export function recordsOf(db: Db): Records {
	const memories: Record<'change' | 'imports', { clear(): void }[]> = { change: [], imports: [] };
	const forget = (until: 'change' | 'imports') => memories[until].forEach((memory) => memory.clear());
	let last: { state: string; imports: string; versions: Record<string, number> } | undefined;
	let looking: Promise<unknown> = Promise.resolve();
	let next: Promise<string> | undefined;
	const look = async () => {
		next = undefined; // who calls from now on may know of a write that this look does not see
		try {
			const { state, imports, versions } = await recordsState(db, last?.state);
			if (versions) forget('change');
			if (imports !== last?.imports) forget('imports');
			if (versions) last = { state, imports, versions };
			return state;
		} catch (error) {
			last = undefined;
			forget('change');
			forget('imports');
			throw error;
		}
	};
	return {
		state: () => (looking = next ??= looking.then(look, look)),
		remember<T>(most: number, make: (key: string) => Promise<T>, until: 'change' | 'imports' = 'change') {
			const memory = new LRUCache<string, Promise<T>>({ max: most });
			memories[until].push(memory);
			return (key: string) => {
				const known = memory.get(key);
				if (known) return known;
				const made = make(key);
				memory.set(key, made);
				made.catch(() => memory.get(key) === made && memory.delete(key));
				return made;
			};
		},
		versionOf: (patternId: string) =>
			// where nothing is known of now, nothing that is remembered may hold
			last ? `${last.versions[patternId] ?? 0} ${last.imports}` : randomUUID()
	};
}

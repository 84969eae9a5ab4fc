import { recordsState, type Db } from '@app/db';

/** Something that is worked out from all records up to a day. */
export type PerDay<T> = (asOf: string) => Promise<T>;

const MOST_DAYS = 50;

/**
 * Works something out once for a day and a state of the records, since several pages ask for it and it rests on much.
 * Whether the records are the same is asked of the database each time: a new import, by whatever process, counts at once.
 */
export function perDay<T>(db: Db, make: PerDay<T>): PerDay<T> {
	const known = new Map<string, Promise<T>>();
	return async (asOf) => {
		const key = `${await recordsState(db)} ${asOf}`;
		const found = known.get(key);
		if (found) return found;
		const made = make(asOf);
		known.set(key, made);
		made.catch(() => known.delete(key));
		if (known.size > MOST_DAYS) known.delete(known.keys().next().value!);
		return made;
	};
}

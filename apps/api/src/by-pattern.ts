import { LRUCache } from 'lru-cache';
import { setImmediate as others } from 'node:timers/promises';
import type { Records } from './records.ts';

/** What is known of the patterns with these ids, for a key: the patterns that there is nothing to say of are left out. */
type ByPattern<T> = (key: string, patternIds: string[]) => Promise<Map<string, T>>;
/** Where there is much to read of each pattern, so many are read at a time. */
const SLICE = 10;

/** The same, some patterns at a time: what takes long for all of them leaves others' questions time in between. */
export const inSlices =
	<T>(read: ByPattern<T>): ByPattern<T> =>
	async (key, patternIds) => {
		const found = new Map<string, T>();
		for (let from = 0; from < patternIds.length; from += SLICE) {
			for (const [id, made] of await read(key, patternIds.slice(from, from + SLICE))) found.set(id, made);
			await others();
		}
		return found;
	};

type Piece<T> = { version: string; made: Promise<T | undefined> | T | undefined };

/**
 * Remembers what is read of patterns, each as long as the database says the same version of it: after a change, only
 * what it touched is read again. As `remember` of records.ts, only for whoever has asked for their `state` before.
 */
export function byPatternOf({ versionOf }: Records) {
	return {
		/**
		 * Of many patterns at once. `most`: for how many keys (say, an area and a day); `lasts`: whether it holds as long
		 * as the version does.
		 */
		byPattern<T>(most: number, read: ByPattern<T>, lasts: (made: T) => boolean = () => true): ByPattern<T> {
			const keys = new LRUCache<string, Map<string, Piece<T>>>({ max: most });
			return async (key, patternIds) => {
				const pieces = keys.get(key) ?? new Map<string, Piece<T>>();
				keys.set(key, pieces);
				const outdated = patternIds.filter((id) => pieces.get(id)?.version !== versionOf(id));
				const reading = outdated.length > 0 ? read(key, outdated) : undefined;
				for (const id of outdated) {
					const piece: Piece<T> = { version: versionOf(id), made: undefined };
					piece.made = reading!.then((found) => {
						const made = found.get(id);
						if (made !== undefined && !lasts(made) && pieces.get(id) === piece) pieces.delete(id);
						return (piece.made = made);
					});
					piece.made.catch(() => pieces.get(id) === piece && pieces.delete(id));
					pieces.set(id, piece);
				}
				const known = new Map<string, T>();
				const wanted = patternIds.map((id) => [id, pieces.get(id)!] as const);
				for (const [id, piece] of wanted) {
					const made = await piece.made;
					if (made !== undefined) known.set(id, made);
				}
				return known;
			};
		},
		/** Of one pattern. `most`: so many pairs of a pattern and a key. */
		ofPattern<T>(most: number, make: (key: string, patternId: string) => Promise<T>) {
			const pieces = new LRUCache<string, { version: string; made: Promise<T> }>({ max: most });
			return async (key: string, patternId: string): Promise<T> => {
				const version = versionOf(patternId);
				const name = `${patternId} ${key}`;
				const known = pieces.get(name);
				if (known?.version === version) return known.made;
				const piece = { version, made: make(key, patternId) };
				pieces.set(name, piece);
				piece.made.catch(() => pieces.get(name) === piece && pieces.delete(name));
				return piece.made;
			};
		}
	};
}

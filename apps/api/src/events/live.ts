import type { LiveEvent } from '@app/contract';
import { hearEvents, type Db } from '@app/db';
import { liveEvent } from './event.ts';

/** Hears what an event is now, whenever it is another. */
export type Watcher = (event: LiveEvent) => void;
type Room = { watchers: Set<Watcher>; reading: Promise<void>; stale: boolean; last: LiveEvent | undefined };

/**
 * The events that somebody watches. What any process changes is read again once, for all who watch it here.
 * `close` ends it for everybody.
 */
export function roomsOf(db: Db, onError: (error: unknown) => void) {
	const rooms = new Map<string, Room>();
	let hearing: Promise<() => Promise<void>> | undefined;

	const readAgain = (key: string, room: Room): void => {
		if (room.stale) return; // the next look will see it
		room.stale = true;
		room.reading = room.reading
			.then(async () => {
				room.stale = false;
				const event = await liveEvent(db, key);
				if (event.id === room.last?.id) return;
				room.last = event;
				for (const watcher of room.watchers) watcher(event);
			})
			.catch(onError);
	};
	const hear = (key: string | null) => {
		for (const [own, room] of rooms) if (key === null || own === key) readAgain(own, room);
	};

	return {
		/** Watches an event until what it returns is called; who comes gets it as it is soon. */
		watch(key: string, watcher: Watcher): () => void {
			hearing ??= hearEvents(db, hear);
			hearing.catch((error: unknown) => {
				hearing = undefined; // whoever comes next tries again
				onError(error);
			});
			const room = rooms.get(key) ?? {
				watchers: new Set(),
				reading: Promise.resolve(),
				stale: false,
				last: undefined
			};
			rooms.set(key, room);
			room.watchers.add(watcher);
			if (room.last) watcher(room.last);
			readAgain(key, room); // it may have changed before anybody listened
			return () => {
				room.watchers.delete(watcher);
				if (room.watchers.size === 0) rooms.delete(key);
			};
		},
		async close(): Promise<void> {
			rooms.clear();
			await (
				await hearing?.catch(() => undefined)
			)?.();
		}
	};
}

import type { Db, Transaction } from './connect.ts';

const CHANNEL = 'scale_event';

/** Tells all processes that something of the event with this key is other than it was, once the transaction stands. */
export async function tellEvent(sql: Transaction, eventKey: string): Promise<void> {
	await sql`SELECT pg_notify(${CHANNEL}, ${eventKey})`;
}

/**
 * Calls `hear` with the key of each event of which something changed, by whatever process; with null when some may have
 * been missed: at first, and whenever the connection is there again. Returns how to stop.
 */
export async function hearEvents(
	db: Db,
	hear: (eventKey: string | null) => void
): Promise<() => Promise<void>> {
	const { unlisten } = await db.listen(CHANNEL, hear, () => hear(null));
	return unlisten;
}

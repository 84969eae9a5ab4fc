import { Missing, type Changing } from '../changes/change.ts';
import type { Db } from '../connect.ts';
import { audit } from '../records/records.ts';

export type ChannelRow = {
	id: string;
	name: string;
	kind: 'slack' | 'teams' | 'webhook';
	findings: string[];
	url: string;
	secret: string | null;
	createdAt: string;
};
export type ChannelState = ChannelRow & {
	delivered: number;
	waiting: number;
	failed: number;
	lastError: string | null;
};

/** The channels with what became of their messages. Address and secret are not for readers. */
export async function channels(db: Db): Promise<ChannelState[]> {
	return db<ChannelState[]>`
		SELECT id, name, kind, findings, url, secret, to_jsonb(created_at) #>> '{}' AS "createdAt",
			(SELECT count(*) FROM deliveries WHERE channel_id = channels.id AND state = 'delivered')::int AS delivered,
			(SELECT count(*) FROM deliveries WHERE channel_id = channels.id AND state = 'waiting')::int AS waiting,
			(SELECT count(*) FROM deliveries WHERE channel_id = channels.id AND state = 'failed')::int AS failed,
			(SELECT last_error FROM deliveries WHERE channel_id = channels.id AND last_error IS NOT NULL
				ORDER BY id DESC LIMIT 1) AS "lastError"
		FROM channels ORDER BY name, id`;
}

/** What the audit trail says of a channel: neither address nor secret. */
const told = ({ name, kind, findings }: Pick<ChannelRow, 'name' | 'kind' | 'findings'>) => ({
	name,
	kind,
	findings
});

/** Adds a channel; it hears of findings that are opened from now on. */
export async function addChannel(changing: Changing, channel: Omit<ChannelRow, 'createdAt'>): Promise<void> {
	const { sql, at } = changing;
	const { id, name, kind, findings, url, secret } = channel;
	await sql`INSERT INTO channels (id, name, kind, findings, url, secret, created_at)
		VALUES (${id}, ${name}, ${kind}, ${findings}, ${url}, ${secret}, ${at})`;
	await audit(changing, { kind: 'channels', recordId: id, before: null, after: told(channel) });
}

/** Takes a channel out, with what waits for it. Throws Missing. */
export async function removeChannel(changing: Changing, id: string): Promise<void> {
	const [gone] = await changing.sql<
		ChannelRow[]
	>`DELETE FROM channels WHERE id = ${id} RETURNING name, kind, findings`;
	if (!gone) throw new Missing('There is no such channel (any more).');
	await audit(changing, { kind: 'channels', recordId: id, before: told(gone), after: null });
}

/** A message that waits to be sent. */
export type Delivery = {
	id: string;
	channel: Pick<ChannelRow, 'kind' | 'url' | 'secret'>;
	finding: {
		id: string;
		kind: string;
		reasons: string[];
		step: string;
		openedAt: string;
		team: { key: string; name: string } | null;
		pattern: { key: string; name: string } | null;
		coalition: { key: string; name: string } | null;
		event: { key: string; name: string } | null;
	};
};

/** The ids of the messages that wait. */
export async function waitingDeliveries(db: Db): Promise<string[]> {
	return (await db<{ id: string }[]>`SELECT id FROM deliveries WHERE state = 'waiting'`).map(({ id }) => id);
}

/** A message, if it still waits. */
export async function waitingDelivery(db: Db, id: string): Promise<Delivery | undefined> {
	const named = (table: string) =>
		db`(SELECT json_build_object('key', key, 'name', name) FROM ${db(`${table}s`)} named WHERE named.id = f.${db(`${table}_id`)})`;
	const [delivery] = await db<Delivery[]>`
		SELECT deliveries.id, json_build_object('kind', c.kind, 'url', c.url, 'secret', c.secret) AS channel,
			json_build_object('id', f.id, 'kind', f.kind, 'reasons', f.reasons, 'step', f.step, 'openedAt', f.opened_at,
				'team', ${named('team')}, 'pattern', ${named('pattern')}, 'coalition', ${named('coalition')},
				'event', ${named('event')}) AS finding
		FROM deliveries JOIN findings f ON f.id = finding_id JOIN channels c ON c.id = channel_id
		WHERE deliveries.id = ${id} AND state = 'waiting'`;
	return delivery;
}

/** Notes what came of an attempt to send: nothing is sent again once it is delivered, or `last` was the last attempt. */
export async function noteDelivery(
	db: Db,
	id: string,
	{ error, last, at }: { error: string | null; last: boolean; at: string }
): Promise<void> {
	const state = error === null ? 'delivered' : last ? 'failed' : 'waiting';
	await db`
		UPDATE deliveries SET state = ${state}, attempts = attempts + 1, last_error = ${error},
			delivered_at = ${error === null ? at : null} WHERE id = ${id}`;
}

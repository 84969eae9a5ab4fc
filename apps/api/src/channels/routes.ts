import { Channel, MadeChannel, NewChannel, Problem } from '@app/contract';
import * as db from '@app/db';
import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { answerChange } from '../plugins/changes.ts';

const problems = { '4xx': Problem };
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });

const shown = (channel: db.ChannelState): Channel => ({
	...channel,
	host: new URL(channel.url).host,
	findings: channel.findings as Channel['findings']
});

/** Where findings are announced. */
export const channelRoutes: Routes = async (app, { db: database, now }) => {
	app.get(
		'/api/channels',
		{
			schema: {
				summary: 'Where findings are announced, and what became of the messages',
				response: { 200: Type.Object({ channels: Type.Array(Channel) }), ...problems }
			}
		},
		async () => ({ channels: (await db.channels(database)).map(shown) })
	);
	app.post(
		'/api/channels',
		{
			schema: {
				summary: 'Announce findings that are opened from now on somewhere',
				description:
					'A webhook gets JSON signed as standardwebhooks.com says; the secret for it is in this answer and never shown again.',
				body: NewChannel,
				response: { 201: MadeChannel, ...problems }
			}
		},
		(request, reply) =>
			answerChange(database, now, request, reply, async (changing) => {
				const { name, kind, findings, url } = request.body;
				if (!URL.canParse(url))
					throw new db.Refused(`'${url}' is not an address. Copy it whole, from https:// on.`);
				const id = db.newId();
				const secret = kind === 'webhook' ? `whsec_${randomBytes(24).toString('base64')}` : null;
				await db.addChannel(changing, { id, name, kind, findings, url, secret });
				const counts = { delivered: 0, waiting: 0, failed: 0, lastError: null };
				const channel = { id, name, kind, findings, host: new URL(url).host, createdAt: changing.at };
				return { status: 201, body: { ...channel, ...counts, secret } };
			})
	);
	app.delete(
		'/api/channels/:id',
		{
			schema: {
				summary: 'Announce nothing there any more',
				params: Id,
				response: { 200: Type.Object({}), ...problems }
			}
		},
		(request, reply) =>
			answerChange(database, now, request, reply, async (changing) => {
				await db.removeChannel(changing, request.params.id);
				return { status: 200, body: {} };
			})
	);
};

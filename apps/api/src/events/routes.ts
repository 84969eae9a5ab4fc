import {
	DraftQuery,
	EventDraft,
	EventList,
	EventPage,
	Key,
	LiveEvent,
	NewAgenda,
	NewAgreement,
	NewVoice,
	Problem,
	ProposedEvent,
	StoredRecord,
	Triggers
} from '@app/contract';
import { eventBy } from '@app/db';
import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { answerChange } from '../plugins/changes.ts';
import { stream } from '../plugins/stream.ts';
import { NotFound } from '../problems.ts';
import { calendarFile } from './calendar-file.ts';
import { draft } from './draft.ts';
import { eventList, eventPage, liveEvent } from './event.ts';
import { roomsOf } from './live.ts';
import { propose } from './propose.ts';
import { agree, arrange, speak } from './speak.ts';

import { triggers } from './triggers.ts';

const problems = { '4xx': Problem };
const params = Type.Object({ key: Key });
const OfCoalition = Type.Object({ coalition: Type.Optional(Key) });

/** Scale Across events: when they are due, how they are planned, what is said there, and what became of it. */
export const eventRoutes: Routes = async (app, { db, now, calendar }) => {
	app.get(
		'/api/triggers',
		{
			schema: {
				summary: 'For each coalition, or one: whether a Scale Across event is due, and why',
				querystring: OfCoalition,
				response: { 200: Triggers, ...problems }
			}
		},
		({ query }) => triggers(db, calendar, now(), query.coalition)
	);
	app.get(
		'/api/events',
		{
			schema: {
				summary: 'The events, of one coalition or all, the latest first, with what became of them',
				querystring: OfCoalition,
				response: { 200: EventList, ...problems }
			}
		},
		({ query }) => eventList(db, calendar, now(), query.coalition)
	);
	app.get(
		'/api/events/draft',
		{
			schema: {
				summary: 'An event as it could be planned now: agenda, readiness, patterns, invitees',
				querystring: DraftQuery,
				response: { 200: EventDraft, ...problems }
			}
		},
		({ query: { coalitions, minutes = 45 } }) =>
			draft(db, calendar, now(), { coalitions: coalitions.split(','), minutes })
	);
	app.post(
		'/api/events/propose',
		{
			schema: {
				summary: 'Plan an event from its draft',
				body: ProposedEvent,
				response: { 201: StoredRecord.events, ...problems }
			}
		},
		async (request, reply) => {
			const { coalitions, minutes = 45 } = request.body;
			const drafted = await draft(db, calendar, now(), { coalitions, minutes });
			return answerChange(db, now, request, reply, async (changing) => ({
				status: 201,
				body: await propose(changing, drafted, request.body as ProposedEvent)
			}));
		}
	);
	app.get(
		'/api/events/:key',
		{
			schema: {
				summary: 'An event, its plan and what became of it',
				params,
				response: { 200: EventPage, ...problems }
			}
		},
		({ params: { key } }) => eventPage(db, calendar, now(), key)
	);
	app.get(
		'/api/events/:key/calendar.ics',
		{
			schema: {
				summary: 'The event for calendars (RFC 5545)',
				params,
				response: { 200: Type.String(), ...problems }
			}
		},
		async ({ params: { key } }, reply) => {
			const file = calendarFile(await eventPage(db, calendar, now(), key), now());
			reply.header('content-disposition', `attachment; filename="${encodeURIComponent(key)}.ics"`);
			return reply.type('text/calendar; charset=utf-8').send(file);
		}
	);
	app.post(
		'/api/events/:key/agenda',
		{
			schema: {
				summary: 'Order the agenda anew, with its time boxes',
				params,
				body: NewAgenda,
				response: { 200: Type.Array(StoredRecord.activities), ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => ({
				status: 200,
				body: await arrange(changing, request.params.key, request.body as NewAgenda)
			}))
	);
	app.post(
		'/api/events/:key/voices',
		{
			schema: {
				summary: 'Say at an event: could use it, would break here, learnt, declined',
				params,
				body: NewVoice,
				response: { 201: StoredRecord.voices, ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => ({
				status: 201,
				body: await speak(changing, request.params.key, request.body)
			}))
	);
	app.post(
		'/api/events/:key/agreements',
		{
			schema: {
				summary: 'Agree an adoption at an event, with owner, target date and support',
				params,
				body: NewAgreement,
				response: { 201: StoredRecord.agreements, ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => ({
				status: 201,
				body: await agree(changing, request.params.key, request.body)
			}))
	);
	const rooms = roomsOf(db, (error) => app.log.error(error));
	const streams = new Set<ServerResponse>();
	app.addHook('preClose', async () => {
		for (const raw of streams) raw.end(); // whoever watches comes again, to another process
		await rooms.close();
	});
	app.get(
		'/api/events/:key/live',
		{ schema: { summary: 'What is said at an event, as it is said (server-sent events)', params } },
		async (request, reply) => {
			const { key } = request.params;
			if (!(await eventBy(db, { key }))) throw new NotFound('event', key);
			streams.add(reply.raw);
			reply.raw.once('close', () => streams.delete(reply.raw));
			stream(request, reply, (send) => rooms.watch(key, send));
		}
	);
	app.get(
		'/api/live/:code',
		{
			schema: {
				summary: 'The event of a short link',
				params: Type.Object({ code: Type.String({ maxLength: 50 }) }),
				response: { 200: LiveEvent, ...problems }
			}
		},
		async ({ params: { code } }) => {
			const event = await eventBy(db, { code: code.toLowerCase().replaceAll(/[^0-9a-f]/g, '') });
			if (!event) throw new NotFound('event', code);
			return liveEvent(db, event.key);
		}
	);
};

import {
	AuditQuery,
	AuditTrail,
	NewRecord,
	Problem,
	RECORD_FIELDS,
	RECORD_KINDS,
	RecordEdit,
	StoredRecord,
	type RecordKind
} from '@app/contract';
import { changesOf, createRecord, editRecord, recordOf, recordsOf, removeRecord, undoChange } from '@app/db';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { EXAMPLES } from './examples.ts';
import { answerChange } from '../plugins/changes.ts';
import { NotFound } from '../problems.ts';

const PAGE_SIZE = 50;
const problems = { '4xx': Problem };
const id = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Together = Type.Object(
	{ changes: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 200 }) },
	{ additionalProperties: false }
);
const Seen = Type.Object({ version: Type.Integer({ minimum: 1, description: 'The version that was seen' }) });

const words = (kind: RecordKind) => kind.replaceAll('_', ' ');
/** The records whose fields are as given; what they name is given by its key, and an empty value means: not filled. */
const listQuery = (kind: RecordKind) =>
	Type.Object(
		{
			...Object.fromEntries(
				Object.keys(RECORD_FIELDS[kind]).map((field) => [field, Type.Optional(Type.String())])
			),
			page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
			pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: PAGE_SIZE }))
		},
		{ additionalProperties: false }
	);

/** The records of the adoption track, each kind in the same way: listed, entered, edited, taken out; and undone. */
export const trackRoutes: Routes = async (app, { db, now }) => {
	for (const kind of RECORD_KINDS) {
		const path = `/api/records/${kind}`;
		const answer = { 200: StoredRecord[kind], ...problems };
		app.get(
			path,
			{
				schema: {
					summary: `The ${words(kind)}`,
					querystring: listQuery(kind),
					response: {
						200: Type.Object({ total: Type.Integer(), records: Type.Array(StoredRecord[kind]) }),
						...problems
					}
				}
			},
			async ({ query }) => {
				const { page, pageSize, ...where } = query as Record<string, string> & {
					page: number;
					pageSize: number;
				};
				const is = Object.fromEntries(
					Object.entries(where).map(([field, value]) => [field, value === '' ? null : value])
				);
				return recordsOf(db, kind, is, { limit: pageSize, offset: (page - 1) * pageSize });
			}
		);
		app.get(
			`${path}/:id`,
			{ schema: { summary: `One of the ${words(kind)}`, params: id, response: answer } },
			async ({ params }) => {
				const record = await recordOf(db, kind, params.id);
				if (!record) throw new NotFound(words(kind), params.id);
				return record;
			}
		);
		app.post(
			path,
			{
				schema: {
					summary: `Enter one of the ${words(kind)}`,
					body: { ...NewRecord[kind], examples: [EXAMPLES[kind]] },
					response: { 201: StoredRecord[kind], ...problems }
				}
			},
			(request, reply) =>
				answerChange(db, now, request, reply, async (changing) => ({
					status: 201,
					body: await createRecord(changing, kind, request.body as Record<string, unknown>)
				}))
		);
		app.patch(
			`${path}/:id`,
			{
				schema: {
					summary: `Edit one of the ${words(kind)}; with the version that was seen`,
					params: id,
					body: RecordEdit[kind],
					response: answer
				}
			},
			(request, reply) =>
				answerChange(db, now, request, reply, async (changing) => {
					const { version, fields } = request.body as { version: number; fields: Record<string, unknown> };
					return {
						status: 200,
						body: await editRecord(changing, kind, request.params.id, { version, values: fields })
					};
				})
		);
		app.delete(
			`${path}/:id`,
			{
				schema: {
					summary: `Take out one of the ${words(kind)}; the audit trail keeps it`,
					params: id,
					querystring: Seen,
					response: { 200: Type.Object({}), ...problems }
				}
			},
			(request, reply) =>
				answerChange(db, now, request, reply, async (changing) => {
					await removeRecord(changing, kind, request.params.id, request.query);
					return { status: 200, body: {} };
				})
		);
	}
	app.get(
		'/api/changes',
		{
			schema: {
				summary: 'The audit trail: who changed what, when, from what to what; newest first',
				querystring: AuditQuery,
				response: { 200: AuditTrail, ...problems }
			}
		},
		async ({ query }) => {
			const { page = 1, search = null, kind = null, recordId = null } = query;
			const { person = null, from = null, to = null } = query;
			const range = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
			const found = await changesOf(db, { search, kind, recordId, person, from, to }, range);
			return { ...found, page, pageSize: PAGE_SIZE };
		}
	);
	app.post(
		'/api/changes/undo',
		{
			schema: {
				summary: 'Take changes that were made together back, all or none; the last one first',
				body: Together,
				response: { 200: Type.Object({}), ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				for (const change of request.body.changes.toReversed()) await undoChange(changing, change);
				return { status: 200, body: {} };
			})
	);
	app.post(
		'/api/changes/:id/undo',
		{
			schema: {
				summary: 'Take a change back, if nobody changed the same since',
				params: id,
				response: { 200: Type.Object({}), ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				await undoChange(changing, request.params.id);
				return { status: 200, body: {} };
			})
	);
};

import {
	Brand,
	NewFile,
	NewSeal,
	PaperQuery,
	Problem,
	ReportAnswer,
	ReportFile,
	ReportList,
	ReportPages,
	ReportParams,
	ReportQuery,
	ReportsQuery,
	ReportTables,
	SealedReport,
	Slide
} from '@app/contract';
import { brand } from '@app/db';
import { slidesOf, tablesOf } from '@app/reports';
import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { App } from '../app.ts';
import { answerChange } from '../plugins/changes.ts';
import { changeBrand } from './brand.ts';
import type { Files } from './files.ts';
import type { Has, Reports } from './reports.ts';
import { seal } from './seal.ts';

const problems = { '4xx': Problem };
const Job = Type.Object({ job: Type.String({ format: 'uuid' }) });
const Page = Type.Object({
	...ReportParams.properties,
	number: Type.Integer({ minimum: 1, maximum: 10_000 })
});
const draft =
	'With `draft` for the id: the draft of a quarter as of now, the current one where none is named.';
const content = (type: string) => ({
	200: { description: 'The file', content: { [type]: { schema: Type.Unsafe<string>(Type.String()) } } },
	...problems
});
/** What a drawing may do where it is shown: be seen. */
const SEEN = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

/** Quarterly reports: sealed, previewed, and made into files. */
export async function reportRoutes(
	app: App,
	has: Has,
	{ reports, files }: { reports: Reports; files: Files }
): Promise<void> {
	const { db: database, now } = has;
	/** A seal at a time: each keeps a connection while the others make the report. */
	let sealing: Promise<unknown> = Promise.resolve();
	app.get(
		'/api/reports',
		{
			schema: {
				summary: 'The sealed reports, newest first, and the quarters there are for an area',
				querystring: ReportsQuery,
				response: { 200: ReportList, ...problems }
			}
		},
		({ query }) => reports.list(query.team)
	);
	app.post(
		'/api/reports',
		{
			schema: {
				summary: 'Seal the report of a quarter that is over, for ever',
				description:
					'A second seal for the same quarter and area is answered with 409 and the first one as `theirs`.',
				body: NewSeal,
				response: { 201: SealedReport, ...problems, 503: Problem }
			}
		},
		async (request, reply) => {
			const sealed = sealing.then(() =>
				answerChange(database, now, request, reply, async (changing) => ({
					status: 201,
					body: await seal(has, changing, request.body)
				}))
			);
			sealing = sealed.catch(() => {});
			return sealed;
		}
	);
	app.get(
		'/api/reports/:id',
		{
			schema: {
				summary: 'A sealed report, with what was restated since; or a draft',
				description: draft,
				params: ReportParams,
				querystring: ReportQuery,
				response: { 200: ReportAnswer, ...problems }
			}
		},
		async ({ params: { id }, query }) => ({
			id: id === 'draft' ? null : id,
			...(await reports.report({ id, ...query }))
		})
	);
	app.get(
		'/api/reports/:id/document',
		{
			schema: {
				summary: 'The sealed document, to the byte what its SHA-256 is of',
				description: `JSON as RFC 8785 writes it. ${draft}`,
				params: ReportParams,
				querystring: ReportQuery,
				response: content('application/json')
			}
		},
		async ({ params, query }, reply) =>
			reply
				.type('application/json')
				.serializer((document: string) => document)
				.send(await reports.document({ ...params, ...query }))
	);
	app.get(
		'/api/reports/:id/tables',
		{
			schema: {
				summary: 'Everything a report says, as tables',
				description: draft,
				params: ReportParams,
				querystring: ReportQuery,
				response: { 200: ReportTables, ...problems }
			}
		},
		async ({ params, query }, reply) =>
			reply
				.serializer(JSON.stringify) // hundreds of thousands of cells
				.send({ tables: tablesOf(await reports.report({ ...params, ...query })) })
	);
	app.get(
		'/api/reports/:id/slides',
		{
			schema: {
				summary: 'The slides of a report, to look at',
				description: draft,
				params: ReportParams,
				querystring: ReportQuery,
				response: { 200: Type.Object({ slides: Type.Array(Slide) }), ...problems }
			}
		},
		async ({ params, query }) => ({ slides: slidesOf(await reports.report({ ...params, ...query })) })
	);
	app.get(
		'/api/reports/:id/pages',
		{
			schema: {
				summary: 'How many pages the PDF of a report has',
				description: draft,
				params: ReportParams,
				querystring: PaperQuery,
				response: { 200: ReportPages, ...problems }
			}
		},
		async ({ params, query: { paper, ...query } }) => ({
			pages: await files.pages({ ...params, ...query }, paper)
		})
	);
	app.get(
		'/api/reports/:id/pages/:number',
		{
			schema: {
				summary: 'A page of the PDF of a report, as SVG',
				description: draft,
				params: Page,
				querystring: PaperQuery,
				response: content('image/svg+xml')
			}
		},
		async ({ params: { id, number }, query: { paper, ...query } }, reply) =>
			reply
				.type('image/svg+xml')
				.header('content-security-policy', SEEN)
				.send(await files.page({ id, ...query }, number, paper))
	);
	app.post(
		'/api/reports/:id/files',
		{
			schema: {
				summary: 'Have a file of a report made; ask for its state, then for its content',
				description: draft,
				params: ReportParams,
				querystring: ReportQuery,
				body: NewFile,
				response: { 202: ReportFile, ...problems }
			}
		},
		async ({ params, query, body, principal }, reply) =>
			reply.code(202).send(await files.ask({ ...params, ...query }, body, principal.name))
	);
	app.get(
		'/api/reports/files/:job',
		{
			schema: {
				summary: 'A file that was asked for: waiting, being made, done or failed',
				params: Job,
				response: { 200: ReportFile, ...problems }
			}
		},
		({ params }) => files.state(params.job)
	);
	app.get(
		'/api/reports/files/:job/content',
		{
			schema: {
				summary: 'A file that is done',
				params: Job,
				response: {
					200: {
						description: 'The file',
						content: {
							'application/octet-stream': {
								schema: Type.Unsafe<Readable>(Type.String({ format: 'binary' }))
							}
						}
					},
					...problems
				}
			}
		},
		async ({ params }, reply) => {
			const { file, type, content } = await files.open(params.job);
			if (!content)
				return reply.problem(
					409,
					'Not there',
					file.state === 'failed'
						? `It could not be made: ${file.error} Ask for it again.`
						: 'It is not made yet. Ask for its state until it is done.'
				);
			return reply
				.type(type)
				.headers({
					'content-length': file.bytes!,
					'content-disposition': `attachment; filename="${file.name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.name)}`
				})
				.send(content);
		}
	);
	app.get(
		'/api/brand',
		{ schema: { summary: 'How the organization looks in its reports', response: { 200: Brand } } },
		() => brand(database)
	);
	app.put(
		'/api/brand',
		{
			schema: {
				summary: 'Say how the organization looks in its reports',
				body: Brand,
				response: { 200: Brand, ...problems }
			}
		},
		(request, reply) =>
			answerChange(database, now, request, reply, async (changing) => ({
				status: 200,
				body: await changeBrand(changing, request.body)
			}))
	);
}

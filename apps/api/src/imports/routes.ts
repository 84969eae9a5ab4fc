import {
	ImportAttempt,
	ImportAttempts,
	ImportQuery,
	ImportRejected,
	ImportReport,
	Problem
} from '@app/contract';
import multipart from '@fastify/multipart';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { importAttempt, recentImports, rejectionsCsv } from './attempts.ts';
import { IdTaken, TooLarge } from './refusals.ts';
import { importFiles } from './import-files.ts';
import { uploadedFiles } from './path-files.ts';

const LIMITS = { fileSize: 4e9, files: 100, fields: 20, parts: 120 };
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
const problems = { '4xx': Problem };

/** Bringing records in. */
export const importRoutes: Routes = async (app, { db, now }) => {
	await app.register(multipart, { limits: LIMITS });
	app.post(
		'/api/imports',
		{
			schema: {
				summary: 'Import CSV files, or a ZIP of them, sent as multipart/form-data; all or nothing',
				consumes: ['multipart/form-data'],
				querystring: ImportQuery,
				response: { 200: ImportReport, 201: ImportReport, 422: ImportRejected, ...problems }
			}
		},
		async (request, reply) => {
			const { dryRun = false, id } = request.query;
			const uploads = await request.saveRequestFiles();
			const files = uploadedFiles(uploads.files);
			const source = uploads.files
				.map(({ filename }) => filename)
				.join(', ')
				.slice(0, 200);
			const about = { now: now(), recordedBy: request.principal.name, source, signal: request.signal };
			try {
				const report = await importFiles(db, { ...about, files, dryRun, ...(id && { id }) });
				if (report.rejectionCount > 0)
					return reply.code(422).type('application/problem+json').send(rejected(report));
				return reply.code(report.imported ? 201 : 200).send(report);
			} catch (error) {
				if (error instanceof TooLarge) return reply.problem(413, 'Too large', `${error.message}.`);
				if (error instanceof IdTaken) return reply.problem(409, 'Done before', error.message);
				throw error;
			} finally {
				await request.cleanRequestFiles();
			}
		}
	);
	app.get(
		'/api/imports',
		{ schema: { summary: 'The newest imports, running ones included', response: { 200: ImportAttempts } } },
		async () => ({ imports: await recentImports(db) })
	);
	app.get(
		'/api/imports/:id',
		{
			schema: {
				summary: 'An import: its progress, then its report',
				params,
				response: { 200: ImportAttempt, ...problems }
			}
		},
		({ params }) => importAttempt(db, params.id)
	);
	app.get(
		'/api/imports/:id/rejections.csv',
		{ schema: { summary: 'What an import rejected, the first thousand, as CSV', params } },
		async ({ params }, reply) => {
			const csv = await rejectionsCsv(db, params.id);
			return reply
				.type('text/csv; charset=utf-8')
				.header('content-disposition', 'attachment; filename="rejections.csv"')
				.send(csv);
		}
	);
};

function rejected(report: ImportReport): ImportRejected {
	const count = report.rejectionCount;
	return {
		type: 'about:blank',
		title: 'Nothing was imported',
		status: 422,
		detail: `${count} ${count === 1 ? 'thing has' : 'things have'} to be corrected first; see report.rejections.`,
		instance: `/api/imports/${report.id}`,
		report
	};
}

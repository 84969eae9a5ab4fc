import { ExportQuery, Problem, RECORD_KINDS, ViewExport } from '@app/contract';
import { beside } from '@app/db';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { everything } from './everything.ts';
import { adoptionEvents, adoptions, recordsFile } from './export.ts';
import { fileName, viewWorkbook } from './view.ts';

/** At a time; each keeps a connection and a snapshot of the database until its reader is done. */
const MOST = 4;

/** Bytes; 100,000 rows of 20 columns. */
const LARGEST_VIEW = 64 * 2 ** 20;
const ZIP = 'application/zip';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const File = Type.Unsafe<Readable>(Type.String());
const files = {
	'adoptions.csv': {
		make: adoptions,
		summary: 'Every adoption of an area in the stage it has at the end of a day, as CSV for a spreadsheet',
		description: 'A cell that a spreadsheet would take for a formula begins with an apostrophe.'
	},
	'adoption_events.csv': {
		make: adoptionEvents,
		summary: 'The log in the import format, without what was corrected; with `asOf`, up to that day',
		description: 'Importing it changes nothing, so cells are as they came: open it as text in a spreadsheet.'
	}
};

/** Taking records out. */
export const exportRoutes: Routes = async (app, { db, now }) => {
	const lane = beside(db, MOST);
	app.addHook('onClose', () => lane.end({ timeout: 2 }));
	let running = 0;
	const response = {
		200: { description: 'The file', content: { 'text/csv': { schema: File } } },
		'4xx': Problem,
		503: Problem
	};
	const busy = (reply: FastifyReply) =>
		reply
			.header('retry-after', 10)
			.problem(503, 'Busy', `${MOST} exports are under way: wait for one to end, then try again.`);
	/** Sends a file, unless too many are under way. */
	const send = async (reply: FastifyReply, name: string, make: () => Readable | Promise<Readable>) => {
		if (running >= MOST) return busy(reply);
		const file = await make();
		running++;
		file.once('close', () => running--);
		return reply
			.type(name.endsWith('.zip') ? ZIP : 'text/csv; charset=utf-8; header=present')
			.header('content-disposition', `attachment; filename="${name}"`)
			.send(file);
	};
	app.get(
		'/api/export/everything.zip',
		{
			schema: {
				summary: 'All records in the import format, all of one instant, as a ZIP',
				description:
					'Importing it changes nothing here, and makes the same records in an empty installation. README.txt says what is not in it.',
				response: {
					200: { description: 'The ZIP', content: { [ZIP]: { schema: File } } },
					'4xx': Problem,
					503: Problem
				}
			}
		},
		(_, reply) => send(reply, 'everything.zip', () => everything(db, lane))
	);
	for (const [name, { make, summary, description }] of Object.entries(files))
		app.get(
			`/api/export/${name}`,
			{ schema: { summary, description, querystring: ExportQuery, response } },
			({ query }, reply) => send(reply, name, () => make(db, lane, query, dayOf(now())))
		);
	for (const kind of RECORD_KINDS) {
		const name = `${kind}.csv`;
		app.get(
			`/api/export/${name}`,
			{
				schema: {
					summary: `All ${kind.replaceAll('_', ' ')} in the import format`,
					description:
						'Importing it changes nothing, so cells are as they came: open it as text in a spreadsheet.',
					response
				}
			},
			(_, reply) => send(reply, name, () => recordsFile(db, lane, kind))
		);
	}
	app.post(
		'/api/export/view.xlsx',
		{
			bodyLimit: LARGEST_VIEW,
			schema: {
				summary: 'What a page shows as a workbook',
				description:
					'A table that can be filtered, and a sheet with the day, the filter and the definitions.',
				body: ViewExport,
				response: {
					200: {
						description: 'The workbook',
						content: { [XLSX]: { schema: Type.Unsafe<Uint8Array>(Type.String({ format: 'binary' })) } }
					},
					'4xx': Problem,
					503: Problem
				}
			}
		},
		async ({ body }, reply) => {
			if (running >= MOST) return busy(reply);
			running++;
			try {
				const { ascii, full } = fileName(body.title, 'xlsx');
				return reply
					.type(XLSX)
					.header(
						'content-disposition',
						`attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(full)}`
					)
					.send(await viewWorkbook(body));
			} finally {
				running--;
			}
		}
	);
};

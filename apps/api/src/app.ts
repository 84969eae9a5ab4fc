import { beside, type Db } from '@app/db';
import type { FiscalCalendar } from '@app/track';
import compress from '@fastify/compress';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
	type FastifyBaseLogger,
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest,
	type FastifyServerOptions,
	type RawReplyDefaultExpression,
	type RawRequestDefaultExpression,
	type RawServerDefault
} from 'fastify';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { adoptionRoutes } from './adoptions/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { coalitionRoutes } from './coalitions/routes.ts';
import { compareRoutes } from './compare/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { organizationRoutes } from './organization/routes.ts';
import { patternRoutes } from './patterns/routes.ts';
import { compilersFactory } from './plugins/compilers.ts';
import { addErrors } from './plugins/errors.ts';
import { addGuards } from './plugins/guards.ts';
import { addPastKnowledge } from './plugins/past-knowledge.ts';
import { addRemembering } from './plugins/remember.ts';
import { addOpenApi } from './plugins/openapi.ts';
import { addSecurity } from './plugins/secure.ts';
import { eventRoutes } from './events/routes.ts';
import { pastKnowledgeOf } from './editions.ts';
import { exportRoutes } from './export/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { findingRoutes } from './findings/routes.ts';
import { pacesOf, type Paces } from './findings/pace.ts';
import { stallsOf, type Stalls } from './findings/stalled.ts';
import { lookFor, type Look } from './jobs/findings.ts';
import { knownOf, type Known } from './known.ts';
import { peopleRoutes } from './people/routes.ts';
import { recordsOf } from './records.ts';
import { filesOf, type Files } from './reports/files.ts';
import { reportsOf, type Reports } from './reports/reports.ts';
import { reportRoutes } from './reports/routes.ts';
import { estimatesOf, type Estimates } from './roi/estimates.ts';
import { estimatorFor } from './roi/estimator.ts';
import { roiRoutes } from './roi/routes.ts';
import { spreadRoutes } from './spread/routes.ts';
import { backingRoutes } from './backing/routes.ts';
import { supportRoutes } from './support/routes.ts';
import { teamRoutes } from './teams/routes.ts';
import { trackRoutes } from './track/routes.ts';

declare module 'fastify' {
	interface FastifyInstance {
		/** For whatever runs without a request (jobs/jobs.ts). */
		lookForFindings: Look;
		/** For jobs, and for the command line. */
		reports: Reports;
		reportFiles: Files;
	}
}

export type App = FastifyInstance<
	RawServerDefault,
	RawRequestDefaultExpression,
	RawReplyDefaultExpression,
	FastifyBaseLogger,
	TypeBoxTypeProvider
>;
/**
 * What the product needs from outside: the database, the clock, how the organization counts its time, and a folder for
 * the files of reports.
 */
export type Outside = { db: Db; now: () => Date; calendar?: FiscalCalendar; reportFolder?: string };
/** One feature's routes. `known`, `paces`, `stalls` and `estimates` are shared, since several features ask for them. */
export type Routes = (
	app: App,
	has: Outside & {
		calendar: FiscalCalendar;
		known: Known;
		paces: Paces;
		stalls: Stalls;
		estimates: Estimates;
	}
) => Promise<void>;

export type AppOptions = {
	logger?: FastifyServerOptions['logger'];
	/** Answers everything outside /api: the pages. */
	web?: (request: FastifyRequest, reply: FastifyReply) => void;
};

/** The whole product, not yet listening: what all routes share first, then the features in reading order. */
export async function buildApp(outside: Outside, { logger = false, web }: AppOptions = {}): Promise<App> {
	const app: App = Fastify({
		logger,
		requestTimeout: 30 * 60_000, // who has not sent a large import by then is gone
		routerOptions: { maxParamLength: 500 },
		// a misspelt field is told, not dropped
		// `of` says what a field names (contract, records.ts); a cell is a text, a number or nothing
		schemaController: { compilersFactory },
		ajv: { customOptions: { removeAdditional: false, keywords: ['of'], allowUnionTypes: true } }
	}).withTypeProvider<TypeBoxTypeProvider>();
	addSecurity(app);
	addErrors(app, web);
	addGuards(app);
	const past = pastKnowledgeOf(outside, (then) => buildApp({ ...outside, ...then }, { logger }));
	addPastKnowledge(app, past, outside.now);
	const look = beside(outside.db, 1); // a look at the state must not wait for long questions
	app.addHook('onClose', () => look.end());
	const records = recordsOf(look);
	addRemembering(app, records, outside.now);
	await app.register(compress, { threshold: 1024 });
	await addOpenApi(app);
	app.get(
		'/api/health',
		{
			schema: {
				summary: 'Ready to answer',
				response: { 200: Type.Object({ status: Type.Literal('ready') }) }
			}
		},
		async () => ({ status: 'ready' as const })
	);
	const estimator = estimatorFor(outside.db);
	app.addHook('onClose', () => estimator.stop());
	const known = knownOf(outside.db, records);
	const calendar = outside.calendar ?? { firstMonth: 1, timeZone: 'UTC' };
	const paces = pacesOf(outside.db, known);
	app.decorate('lookForFindings', lookFor(outside.db, { records, paces, calendar }));
	const has = {
		...outside,
		calendar,
		known,
		paces,
		stalls: stallsOf(outside.db, known, paces),
		estimates: estimatesOf(outside.db, known, estimator)
	};
	await organizationRoutes(app, has);
	await spreadRoutes(app, has);
	await compareRoutes(app, has);
	await patternRoutes(app, has);
	await figureRoutes(app, has);
	await findingRoutes(app, has);
	await roiRoutes(app, has);
	await teamRoutes(app, has);
	await adoptionRoutes(app, has);
	await coalitionRoutes(app, has);
	await peopleRoutes(app, has);
	await supportRoutes(app, has);
	await backingRoutes(app, has);
	await trackRoutes(app, has);
	await channelRoutes(app, has);
	await eventRoutes(app, has);
	await importRoutes(app, has);
	await exportRoutes(app, has);
	const reports = reportsOf(has);
	const files = filesOf(has, reports, outside.reportFolder ?? join(tmpdir(), 'scale-across-reports'));
	app.addHook('onClose', () => files.stop());
	app.decorate('reports', reports);
	app.decorate('reportFiles', files);
	await reportRoutes(app, has, { reports, files });
	return app;
}

import { OPEN_STAGES, type AdoptionStanding, type OpenStage } from '@app/contract';
import * as db from '@app/db';
import { conditionWords, fitOf } from '@app/track';
import type { Paces } from '../findings/pace.ts';
import { partiesFor } from './adoption.ts';

/** More than a weekly check-in makes in years. */
const MOST = 500;

type Support = AdoptionStanding['support'][number];
/** Amounts are told to a thousandth. */
const rounded = (amount: number) => Math.round(amount * 1000) / 1000;

/** How an adoption does on a day, and what is planned, promised and said about it. */
export function standingOf(database: db.Db, paces: Paces) {
	return async (key: db.AdoptionKey, today: string): Promise<AdoptionStanding> => {
		const { pattern, team } = await partiesFor(database, key);
		const records = async (
			kind: 'adoption_plans' | 'agreements' | 'support_log' | 'check_ins' | 'comments'
		) => (await db.recordsOf(database, kind, key, { limit: MOST, offset: 0 })).records as never;
		const [context, plans, agreements, log, checkIns, comments] = await Promise.all([
			db.adoptionContext(database, { teamId: team.id, patternId: pattern.id }, today),
			records('adoption_plans') as Promise<AdoptionStanding['plan'][]>,
			records('agreements') as Promise<Support['agreement'][]>,
			records('support_log') as Promise<LogEntry[]>,
			records('check_ins') as Promise<AdoptionStanding['checkIns']>,
			records('comments') as Promise<AdoptionStanding['comments']>
		]);
		const { stage, since, ageDays, kind, conditions, traits, backing } = context;
		const { fit, decidedBy, missing } = fitOf(conditions, traits);
		return {
			...{ today, patternKind: kind, stage, since },
			...(await outlook(pattern.id, stage, ageDays)),
			fit: {
				fit,
				decidedBy: decidedBy.map((condition) => `it ${condition.kind} where ${conditionWords(condition)}`),
				missing
			},
			plan: plans[0] ?? null,
			support: agreements.map((agreement) => supportOf(agreement, log)).toReversed(),
			...{ backing, checkIns: checkIns.toReversed(), comments: comments.toReversed() }
		};

		async function outlook(patternId: string, stage: string | null, ageDays: number | null) {
			if (ageDays === null || !isOpen(stage)) return { percentile: null, chance90: null };
			const pace = await paces(today);
			return {
				percentile: pace.percentile(patternId, stage),
				chance90: await pace.chance90(patternId, stage, ageDays)
			};
		}
	};
}

const isOpen = (stage: string | null): stage is OpenStage =>
	(OPEN_STAGES as readonly (string | null)[]).includes(stage);

type LogEntry = { agreedOn: string; kind: 'used' | 'released'; amount: number };
function supportOf(agreement: Support['agreement'], log: LogEntry[]): Support {
	const { agreedOn, amount } = agreement;
	const of = (kind: LogEntry['kind']) =>
		log
			.filter((entry) => entry.agreedOn === agreedOn && entry.kind === kind)
			.reduce((sum, entry) => sum + entry.amount, 0);
	const [used, released] = [rounded(of('used')), rounded(of('released'))];
	return { agreement, used, released, remaining: amount === null ? null : rounded(amount - used - released) };
}

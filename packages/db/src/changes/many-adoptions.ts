import { partiesOf, type AdoptionKey } from '../queries/adoption.ts';
import type { Stage } from '../queries/stage.ts';
import { countUp } from '../keep/versions.ts';
import { createRecord, editRecord, recordsOf, type Values } from '../records/records.ts';
import { ChangedMeanwhile, Refused, type Changing } from './change.ts';
import { enterCheckIn, type NewCheckIn } from './check-ins.ts';
import { enterTransition } from './transition.ts';

/** What to do with each of many adoptions; `stage` of an adoption is the one that was seen. */
export type ManyChange = {
	adoptions: (AdoptionKey & { stage?: Stage | undefined })[];
	/** The key of a person. */
	owner?: string | undefined;
	targetOn?: string | undefined;
	checkIn?: Pick<NewCheckIn, 'state' | 'because'> | undefined;
	comment?: string | undefined;
	end?: { reason: string; note?: string | undefined } | undefined;
};
export type Done = { plans: number; checkIns: number; comments: number; declined: number; abandoned: number };

/**
 * Does the same for many adoptions.
 *
 * @throws Refused where one is not open, or as the single changes do; ChangedMeanwhile where one is in another stage
 * than was seen
 */
export async function changeMany(changing: Changing, asked: ManyChange): Promise<Done> {
	const { sql, at, onBehalfOf } = changing;
	const { adoptions, owner, targetOn, checkIn, comment, end } = asked;
	// all at once and in one order, so that two of these wait for each other and never in a circle
	await countUp(
		sql,
		sql`SELECT id FROM patterns WHERE key = ANY (${adoptions.map(({ pattern }) => pattern)})`
	);
	const done: Done = { plans: 0, checkIns: 0, comments: 0, declined: 0, abandoned: 0 };
	const plan = { ...(owner !== undefined && { owner }), ...(targetOn !== undefined && { targetOn }) };
	for (const { stage: seen, ...adoption } of adoptions) {
		const stage = await openStage(changing, adoption, seen);
		if (Object.keys(plan).length > 0) {
			await planAdoption(changing, adoption, plan);
			done.plans++;
		}
		if (checkIn) {
			await enterCheckIn(changing, { ...adoption, ...checkIn });
			done.checkIns++;
		}
		if (comment) {
			const said = { writtenAt: at, person: onBehalfOf, words: comment };
			await createRecord(changing, 'comments', { ...adoption, ...said });
			done.comments++;
		}
		if (end) {
			const left = stage === 'started' || stage === 'observed' ? 'abandoned' : 'declined';
			await enterTransition(changing, { ...adoption, ...end, stage: left, occurredOn: at.slice(0, 10) });
			done[left]++;
		}
	}
	return done;
}

const OPEN: readonly unknown[] = ['observed', 'identified', 'agreed', 'started'];

/** The stage of an adoption that is open on the day of the change. */
async function openStage(changing: Changing, key: AdoptionKey, seen: Stage | undefined): Promise<Stage> {
	const { sql, at } = changing;
	const { pattern, team } = await partiesOf(sql, key);
	if (!pattern || !team) throw new Refused(`There is no adoption of '${key.pattern}' by '${key.team}'.`);
	const today = at.slice(0, 10);
	const [stay] = await sql<{ stage: Stage }[]>`
		SELECT stage FROM stays WHERE team_id = ${team.id} AND pattern_id = ${pattern.id}
			AND from_on <= ${today} AND until_on > ${today}`;
	const stage = stay?.stage ?? null;
	const what = `${pattern.name} in ${team.name}`;
	if (seen !== undefined && stage !== seen) {
		throw new ChangedMeanwhile(
			`${what} is ${stage ?? 'taken back'} by now. Nothing was changed; load the list again.`,
			{ ...key, stage }
		);
	}
	if (!OPEN.includes(stage)) throw new Refused(`${what} is not open. Nothing was changed.`);
	return stage!;
}

/** Changes the plan of an adoption, or makes it. */
async function planAdoption(changing: Changing, adoption: AdoptionKey, plan: Values): Promise<void> {
	const { records } = await recordsOf(changing.sql, 'adoption_plans', adoption, { limit: 1, offset: 0 });
	const [before] = records;
	if (!before) await createRecord(changing, 'adoption_plans', { ...adoption, ...plan });
	else await editRecord(changing, 'adoption_plans', before.id, { version: before.version, values: plan });
}

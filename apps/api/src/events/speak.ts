import type { NewAgenda, NewAgreement, NewVoice } from '@app/contract';
import {
	ChangedMeanwhile,
	createRecord,
	editRecord,
	enterTransition,
	Missing,
	recordsOf,
	Refused,
	removeRecord,
	stageNow,
	type Changing,
	type Stored
} from '@app/db';

const ALL = { limit: 1000, offset: 0 };
const IN_USE = ['started', 'adopted', 'sustained'];

async function eventOf({ sql }: Changing, key: string): Promise<{ name: string }> {
	const { records } = await recordsOf(sql, 'events', { key }, ALL);
	if (!records[0]) throw new Missing(`There is no event with the key '${key}' (any more).`);
	return records[0] as Stored & { name: string };
}

/**
 * Records what somebody said at an event. 'Could use' for a team makes the team's adoption identified, 'declined' makes
 * it declined, with the reason.
 *
 * @throws Missing, Refused where it lacks what makes it worth something, or the team is past declining
 */
export async function speak(changing: Changing, event: string, said: NewVoice): Promise<Stored> {
	const { name } = await eventOf(changing, event);
	const { kind, pattern, team, words, reason } = said;
	if (kind === 'declined' && !(pattern && team && reason)) {
		throw new Refused('Say which team declines which pattern, and why: it teaches where the pattern ends.');
	}
	if ((kind === 'would break' || kind === 'learnt') && !words) {
		throw new Refused(kind === 'learnt' ? 'Say what was learnt.' : 'Say because of what it would break.');
	}
	const voice = await createRecord(changing, 'voices', {
		...{ event, kind, raisedAt: changing.at, pattern: pattern ?? null, team: team ?? null },
		...{ person: said.person ?? changing.onBehalfOf, words: words ?? reason ?? null }
	});
	if (!pattern || !team || (kind !== 'could use' && kind !== 'declined')) return voice;
	const stage = await stageNow(changing.sql, pattern, team);
	const entry = { pattern, team, occurredOn: changing.at.slice(0, 10), note: noteOf(name, words) };
	if (kind === 'could use' && isBefore(stage)) {
		await enterTransition(changing, { ...entry, stage: 'identified' });
	}
	if (kind === 'declined' && stage !== 'declined') {
		if (stage && IN_USE.includes(stage)) {
			throw new Refused(
				'The team has started with it already. To end that, open the adoption and abandon it.'
			);
		}
		await enterTransition(changing, { ...entry, stage: 'declined', reason: reason! });
	}
	return voice;
}

/** Nothing was decided, or it was and is open to be decided again. */
const isBefore = (stage: string | null) =>
	stage === null || stage === 'observed' || stage === 'declined' || stage === 'abandoned';
const noteOf = (event: string, words?: string) => `At “${event}”${words ? `: ${words}` : ''}`;

/**
 * Agrees an adoption at an event: the team's way up to agreed, its plan, the support or that none is needed, and the
 * voice that asked for it, in one change.
 *
 * @throws Missing, Refused where the team uses it already, or the support cannot be promised
 */
export async function agree(changing: Changing, event: string, agreed: NewAgreement): Promise<Stored> {
	const { name } = await eventOf(changing, event);
	const { pattern, team, owner, targetOn, support, words } = agreed;
	const today = changing.at.slice(0, 10);
	if (targetOn < today)
		throw new Refused(`The target date ${targetOn} has passed. Choose one that is to come.`);
	if (support.kind === 'none' && (support.amount || support.coalition || support.owner)) {
		throw new Refused('No support is needed, yet some is named. Choose its kind, or leave it out.');
	}
	if (support.kind !== 'none' && !support.coalition) {
		throw new Refused('Name the coalition that supports, or say that no support is needed.');
	}
	await createRecord(changing, 'voices', {
		...{ event, kind: 'could use', raisedAt: changing.at, pattern, team, person: owner, words: words ?? null }
	});
	const stage = await stageNow(changing.sql, pattern, team);
	if (stage && IN_USE.includes(stage)) {
		throw new Refused('The team has started with it already: there is nothing left to agree.');
	}
	const entry = { pattern, team, occurredOn: today, note: noteOf(name, words) };
	if (isBefore(stage)) await enterTransition(changing, { ...entry, stage: 'identified' });
	if (stage !== 'agreed') await enterTransition(changing, { ...entry, stage: 'agreed' });
	await plan(changing, { pattern, team, owner, targetOn });
	const needed = support.kind !== 'none';
	return createRecord(changing, 'agreements', {
		...{
			pattern,
			team,
			event,
			kind: support.kind,
			agreedOn: today,
			targetOn,
			receiver: owner,
			words: words ?? null
		},
		...(needed && {
			...{ amount: support.amount ?? null, coalition: support.coalition, owner: support.owner ?? null },
			...{ fromOn: today, untilOn: support.untilOn ?? targetOn }
		})
	});
}

async function plan(
	changing: Changing,
	{ pattern, team, ...values }: { pattern: string; team: string; owner: string; targetOn: string }
): Promise<void> {
	const { records } = await recordsOf(changing.sql, 'adoption_plans', { pattern, team }, ALL);
	const [made] = records;
	if (!made) await createRecord(changing, 'adoption_plans', { pattern, team, ...values });
	else await editRecord(changing, 'adoption_plans', made.id, { version: made.version, values });
}

/**
 * Makes the agenda of an event what it is to be, in that order.
 *
 * @throws Missing, ChangedMeanwhile with the activities there are where somebody else changed them
 */
export async function arrange(
	changing: Changing,
	event: string,
	{ seen, activities }: NewAgenda
): Promise<Stored[]> {
	await eventOf(changing, event);
	const { records } = await recordsOf(changing.sql, 'activities', { event }, ALL);
	const same =
		seen.length === records.length &&
		records.every((own, i) => seen[i]!.id === own.id && seen[i]!.version === own.version);
	if (!same) {
		throw new ChangedMeanwhile('Somebody else changed the agenda meanwhile. Look at it, and decide again.', {
			activities: records
		});
	}
	for (const extra of records.slice(activities.length))
		await removeRecord(changing, 'activities', extra.id, { version: extra.version });
	for (const [i, { name, minutes, purpose = null }] of activities.entries()) {
		const values = { name, minutes, purpose };
		const there = records[i];
		if (!there) await createRecord(changing, 'activities', { event, position: i + 1, ...values });
		else if (JSON.stringify(values) !== JSON.stringify(pick(there)))
			await editRecord(changing, 'activities', there.id, { version: there.version, values });
	}
	return (await recordsOf(changing.sql, 'activities', { event }, ALL)).records;
}

const pick = ({ name, minutes, purpose }: Stored) => ({ name, minutes, purpose });

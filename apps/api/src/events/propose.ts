import type { EventDraft, ProposedEvent } from '@app/contract';
import { createRecord, newId, type Changing, type Stored } from '@app/db';

/** Plans an event as it was drafted, in one change. */
export async function propose(
	changing: Changing,
	drafted: EventDraft,
	{ startsAt, key: chosen, name = drafted.name, place = null, patterns, invite }: ProposedEvent
): Promise<Stored> {
	const { minutes, coalitions, triggers, agenda, invitees } = drafted;
	const key =
		chosen ?? [...coalitions.map((own) => own.key), startsAt.slice(0, 10), newId().slice(-4)].join('-');
	const planned = await createRecord(changing, 'events', {
		key,
		name,
		state: 'planned',
		startsAt,
		minutes,
		place
	});
	const event = { event: key };
	for (const own of coalitions)
		await createRecord(changing, 'event_coalitions', { ...event, coalition: own.key });
	for (const own of triggers) await createRecord(changing, 'event_triggers', { ...event, ...own });
	for (const pattern of patterns ?? drafted.patterns.map((own) => own.key))
		await createRecord(changing, 'event_patterns', { ...event, pattern });
	for (const [i, activity] of agenda.entries())
		await createRecord(changing, 'activities', { ...event, position: i + 1, ...activity });
	for (const { person, role, team, function: as } of invitees) {
		if (!person || (invite && !invite.includes(person.key))) continue;
		await createRecord(changing, 'participants', {
			...{ ...event, person: person.key, role, function: as, team: team?.key ?? null, state: 'invited' }
		});
	}
	return planned;
}

import { createRecord, editRecord, recordsOf } from '../records/records.ts';
import { ChangedMeanwhile, type Changing } from './change.ts';

export type NewCheckIn = {
	/** Keys. */
	pattern: string;
	team: string;
	state: 'on track' | 'slow' | 'stuck';
	because?: string | null | undefined;
	/** What had been said that day before, null for nothing; not checked where it is left out. */
	seen?: string | null | undefined;
};

/**
 * Records what was said in a check-in on the day of the change: one a day, so that what is said again stands in for it.
 *
 * @throws ChangedMeanwhile where somebody else said something else that day than what was `seen`, Refused as createRecord
 */
export async function enterCheckIn(changing: Changing, checkIn: NewCheckIn): Promise<void> {
	const { pattern, team, state, because = null, seen } = checkIn;
	const identity = { pattern, team, checkedOn: changing.at.slice(0, 10) };
	const { records } = await recordsOf(changing.sql, 'check_ins', identity, { limit: 1, offset: 0 });
	const [before] = records;
	if (seen !== undefined && (before?.['state'] ?? null) !== seen) {
		throw new ChangedMeanwhile(
			'Somebody else checked in for this adoption meanwhile. Look at what they said, and save again.',
			before ?? null
		);
	}
	const values = { state, because };
	if (before) await editRecord(changing, 'check_ins', before.id, { version: before.version, values });
	else await createRecord(changing, 'check_ins', { ...identity, ...values });
}

import { Refused, type Changing } from '../changes/change.ts';
import { createRecord, editRecord, recordsOf, type Stored } from './records.ts';

/** What a leader says about a pattern or a coalition (keys) in an area, from a day on. */
export type Word = {
	area: string;
	pattern: string | null;
	coalition: string | null;
	stance: 'backed' | 'withheld' | 'withdrawn';
	on: string;
	person: string | null;
	words: string | null;
};

/**
 * Gives, withholds or withdraws backing: what was said there before ends on that day, and stays on record.
 *
 * @throws Refused where it says so already, or there is nothing to withdraw
 */
export async function sayBacking(changing: Changing, word: Word): Promise<Stored> {
	const { area, pattern, coalition, stance, on, person, words } = word;
	const { sql } = changing;
	// two words about one area wait for each other
	await sql`SELECT FROM teams WHERE key = ${area} FOR NO KEY UPDATE`;
	const { records } = await recordsOf(
		sql,
		'backings',
		{ area, pattern, coalition },
		{ limit: 1000, offset: 0 }
	);
	const from = (record: Stored) => record['backedFrom'] as string;
	const stands = records.find((each) => from(each) <= on && each['withdrawnOn'] === null);
	const edit = (record: Stored, values: Record<string, unknown>) =>
		editRecord(changing, 'backings', record.id, { version: record.version, values });
	if (stance === 'withdrawn') {
		if (!stands) throw new Refused('Nothing was said about it here that could be withdrawn.');
		return edit(stands, { withdrawnOn: on, ...(words !== null && { words }) });
	}
	if (stands?.['stance'] === stance) throw new Refused(`It is ${stance} here already.`);
	const today = records.find((each) => from(each) === on);
	if (today) return edit(today, { stance, withdrawnOn: null, person, words });
	if (stands) await edit(stands, { withdrawnOn: on });
	return createRecord(changing, 'backings', {
		...{ area, pattern, coalition, stance, backedFrom: on, person, words }
	});
}

import { ChangedMeanwhile, Missing, Refused, type Changing } from '../changes/change.ts';
import { undoTransition } from '../changes/transition.ts';
import { KINDS, type RecordKind } from './kinds.ts';
import {
	createRecord,
	editRecord,
	nounOf,
	recordOf,
	removeRecord,
	valuesOf,
	type Values
} from './records.ts';

type Entry = {
	kind: string;
	recordId: string;
	action: 'created' | 'edited' | 'removed';
	before: Values | null;
	after: Values | null;
	undone: boolean;
};

/**
 * Takes a change of a record back, if nobody changed the same fields since.
 *
 * @throws Missing, Refused where it was taken back already, ChangedMeanwhile with what the record is now
 */
export async function undoChange(changing: Changing, changeId: string): Promise<void> {
	const { sql } = changing;
	const [entry] = await sql<Entry[]>`
		SELECT kind, record_id AS "recordId", action, before, after,
			EXISTS (SELECT FROM changes later WHERE later.undoes = changes.id) AS undone
		FROM changes WHERE id = ${changeId}`;
	if (!entry) throw new Missing('There is no such change.');
	if (entry.undone) throw new Refused('This was taken back already.');
	if (entry.kind === 'transitions') {
		await undoTransition(changing, { ...entry, id: changeId, after: entry.after! });
		return;
	}
	if (!(entry.kind in KINDS)) throw new Refused('This cannot be taken back here.');
	const kind = entry.kind as RecordKind;
	const { recordId, before, after } = entry;
	const now = await recordOf(sql, kind, recordId);
	if (entry.action === 'removed') {
		if (now) throw new ChangedMeanwhile(`This ${nounOf(kind)} is there again already.`, now);
		await createRecord(changing, kind, before!, { id: recordId, undoes: changeId });
		return;
	}
	if (!now) throw new Missing(`This ${nounOf(kind)} is not there any more.`);
	const is = valuesOf(kind, now);
	const changed = Object.keys(after!).filter((field) => !same(before?.[field], after![field]));
	if (changed.some((field) => !same(is[field], after![field]))) {
		throw new ChangedMeanwhile(
			`Somebody changed the same of this ${nounOf(kind)} since. Look at what it is now, and edit it.`,
			now
		);
	}
	if (entry.action === 'created') {
		await removeRecord(changing, kind, recordId, { version: now.version, undoes: changeId });
		return;
	}
	const values = Object.fromEntries(changed.map((field) => [field, before![field] ?? null]));
	await editRecord(changing, kind, recordId, { version: now.version, values, undoes: changeId });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

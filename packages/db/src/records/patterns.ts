import { Refused, type Changing } from '../changes/change.ts';
import { keepEligible } from '../keep/keep.ts';
import type { Stored } from './records.ts';

const keyOf = (record: Stored | null, field: string) =>
	(record?.[field] as { key: string } | null | undefined)?.key ?? null;

/** Who is eligible follows the conditions, in the same transaction. */
export async function conditionRule(
	{ sql }: Changing,
	before: Stored | null,
	after: Stored | null
): Promise<void> {
	const keys = [...new Set([keyOf(before, 'pattern'), keyOf(after, 'pattern')])].filter(
		(key) => key !== null
	);
	for (const { id } of await sql<
		{ id: string }[]
	>`SELECT id FROM patterns WHERE key = ANY (${keys}) ORDER BY id`)
		await keepEligible(sql, id);
}

/** A pattern is never merged into itself, or into one that was merged away, and a merge is not taken back. */
export async function patternRule(
	{ sql }: Changing,
	before: Stored | null,
	after: Stored | null
): Promise<void> {
	const into = keyOf(after, 'mergedInto');
	const was = keyOf(before, 'mergedInto');
	if (was && into !== was) {
		throw new Refused(
			`What was merged stays merged: its adoptions and records are with '${was}' now. Enter a new pattern, and correct there what belongs to it.`
		);
	}
	if (!into || into === was) return;
	const [other] = await sql<{ same: boolean; merged: boolean }[]>`
		SELECT id = ${after!.id} AS same, merged_into_id IS NOT NULL AS merged FROM patterns WHERE key = ${into}`;
	if (other!.same)
		throw new Refused('A pattern cannot be merged into itself. Name the one it turned out to be.');
	if (other!.merged) throw new Refused(`'${into}' was merged into another pattern itself. Name that one.`);
}

/** Only what failed is heeded; what that avoided has an amount and a currency, or neither. */
export async function heededRule(
	{ sql }: Changing,
	_before: Stored | null,
	after: Stored | null
): Promise<void> {
	if (!after) return;
	const [pattern] = await sql<{ name: string; kind: string }[]>`
		SELECT name, kind FROM patterns WHERE key = ${keyOf(after, 'pattern')}`;
	if (pattern!.kind !== 'failure')
		throw new Refused(
			`${pattern!.name} is no failure pattern, so there is nothing to heed. A team that will not use it declines it.`
		);
	if ((after['costAvoided'] === null) !== (after['currency'] === null))
		throw new Refused('The cost avoided needs an amount and a currency, or neither.');
}

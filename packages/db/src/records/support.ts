import {
	amountInWords,
	ledger,
	remainingOf,
	shortage,
	spanOf,
	takenBy,
	thousandths,
	weekOf,
	type Promised
} from '@app/track';
import { Missing, Refused, type Changing } from '../changes/change.ts';
import type { Transaction } from '../connect.ts';
import { agreementOf, givings, promiseOf, promisesIn } from '../queries/support.ts';
import { createRecord, editRecord, recordOf, recordsOf, type Stored, type Values } from './records.ts';

/** So many weeks further it is looked when more will be free. */
const AHEAD = 26;
const LONGEST_WEEKS = 262;
const MOST = 1_000_000;

type Named = { key: string; name: string };
type Agreement = Stored & {
	coalition: Named | null;
	team: Named;
	pattern: Named;
	kind: string;
	amount: number | null;
} & Record<'agreedOn', string> &
	Record<'fromOn' | 'untilOn' | 'targetOn', string | null>;
type Entry = Stored & { team: Named; pattern: Named } & Record<'agreedOn' | 'loggedOn', string> & {
		kind: 'used' | 'released';
		amount: number;
	};

/**
 * Waits for everybody else who promises or gives back support of these coalitions (by key; '' for no coalition). In one
 * order, and after all patterns: see changes/change.ts. Whoever changes one agreement waits at its pattern already.
 */
export async function waitForSupport(sql: Transaction, coalitions: string[]): Promise<void> {
	for (const key of [...new Set(coalitions)].sort())
		await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`support ${key}`}, 0))`;
}

function checkAmount(amount: number | null, kind: string): void {
	if (amount === null) return;
	if (amount === 0)
		throw new Refused('Nothing is no amount. Say how much, or agree explicitly that no support is needed.');
	if (amount > MOST || Math.abs(thousandths(amount) / 1000 - amount) > 1e-9)
		throw new Refused(
			`Amounts have at most three decimals and are at most ${amountInWords(MOST * 1000, kind)}.`
		);
}

const promisedBy = (agreement: Agreement | null, { used, released }: { used: number; released: number }) =>
	agreement === null || agreement.kind === 'none'
		? null
		: {
				amount: agreement.amount === null ? null : thousandths(agreement.amount),
				...spanOf(agreement),
				used,
				released
			};

/**
 * Throws Refused where a promise of the coalition takes more of a week than it took, and more than is free then. A
 * coalition without capacities on record is not limited.
 */
async function checkRoom(
	sql: Transaction,
	agreement: Agreement,
	{ was, is }: { was: Promised | null; is: Promised }
): Promise<void> {
	const { coalition, kind } = agreement;
	if (!coalition) return;
	const before = takenBy(was);
	const need = new Map([...takenBy(is)].filter(([week, taken]) => taken > (before.get(week) ?? 0)));
	if (need.size === 0) return;
	const [row] = await sql<{ id: string }[]>`SELECT id FROM coalitions WHERE key = ${coalition.key}`;
	const giving = (await givings(sql, [row!.id])).filter((each) => each.kind === kind);
	if (giving.length === 0) return;
	const from = Math.min(...need.keys());
	const weeks = Math.max(...need.keys()) - from + 1 + AHEAD;
	const others = (await promisesIn(sql, { from, weeks }, { coalitions: [row!.id] })).filter(
		(promise) => promise.kind === kind && promise.id !== agreement.id
	);
	const words = shortage(ledger(giving, others, from, weeks), need, kind);
	if (words === null) return;
	throw new Refused(
		`${coalition.name} cannot promise that. ${words} Agree on less, on other weeks, or release elsewhere what is not needed.`
	);
}

const keysOf = ({ team, pattern, agreedOn }: Agreement | Entry) => ({
	team: team.key,
	pattern: pattern.key,
	agreedOn
});
const sameAgreement = (a: Agreement | Entry, b: Agreement | Entry) =>
	JSON.stringify(keysOf(a)) === JSON.stringify(keysOf(b));

async function loggedFor(sql: Transaction, agreement: Agreement): Promise<number> {
	const { total } = await recordsOf(sql, 'support_log', keysOf(agreement), { limit: 1, offset: 0 });
	return total;
}

/** No promise beyond what is free, and none below what was used of it already. */
export async function agreementRule(
	{ sql }: Changing,
	before: Stored | null,
	after: Stored | null
): Promise<void> {
	const [was, is] = [before as Agreement | null, after as Agreement | null];
	await waitForSupport(
		sql,
		[was, is].flatMap((each) => (each ? [each.coalition?.key ?? ''] : []))
	);
	if (was && (!is || !sameAgreement(was, is) || (is.kind !== was.kind && was.kind !== 'none'))) {
		if ((await loggedFor(sql, was)) > 0)
			throw new Refused(
				'Something was used or released of this agreement. Take that out first, or release what remains and make a new one.'
			);
	}
	if (!is) return;
	if (is.kind === 'none') {
		if (is.amount)
			throw new Refused(
				'Where no support is needed there is no amount. Choose what is promised, or leave it out.'
			);
		return;
	}
	checkAmount(is.amount, is.kind);
	const { from, until } = spanOf(is);
	if (is.untilOn !== null && is.untilOn < from)
		throw new Refused('The support would end before it begins. Look at both days.');
	if (weekOf(until) - weekOf(from) >= LONGEST_WEEKS)
		throw new Refused('That is more than five years. Agree for a shorter time, and prolong it then.');
	const promise = (await promiseOf(sql, is.id))!;
	const gone = promise.used + promise.released;
	if (promise.amount !== null && promise.amount < gone)
		throw new Refused(
			`${amountInWords(gone, is.kind)} of it are used or released already. Agree on at least that.`
		);
	const comparable = was && was.coalition?.key === is.coalition?.key && was.kind === is.kind;
	await checkRoom(sql, is, { was: comparable ? promisedBy(was, promise) : null, is: promise });
}

/** No use and no release beyond what remains, and no release taken back that was promised again. */
export async function supportLogRule(
	{ sql }: Changing,
	before: Stored | null,
	after: Stored | null
): Promise<void> {
	const [was, is] = [before as Entry | null, after as Entry | null];
	const entry = (is ?? was)!;
	const id = await agreementOf(sql, keysOf(entry));
	const agreement = id === undefined ? null : ((await recordOf(sql, 'agreements', id)) as Agreement);
	if (!agreement || agreement.kind === 'none')
		throw new Refused(
			`No support was agreed on ${entry.agreedOn} for this team and pattern. Make the agreement first.`
		);
	if (was && is && !sameAgreement(was, is))
		throw new Refused('An entry stays with its agreement. Take it out, and log it for the other one.');
	await waitForSupport(sql, [agreement.coalition?.key ?? '']);
	const now = (await promiseOf(sql, agreement.id))!;
	const amounts = (each: Entry | null, kind: Entry['kind']) =>
		each?.kind === kind ? thousandths(each.amount) : 0;
	const then = {
		...now,
		used: now.used - amounts(is, 'used') + amounts(was, 'used'),
		released: now.released - amounts(is, 'released') + amounts(was, 'released')
	};
	if (is) {
		checkAmount(is.amount, agreement.kind);
		if (now.amount === null && is.kind === 'released')
			throw new Refused(
				'This agreement has no limit, so nothing is held back for it. Give it a last day instead.'
			);
		if (now.amount !== null && now.used + now.released > now.amount) {
			const others = now.used + now.released - thousandths(is.amount);
			throw new Refused(
				`${amountInWords(now.amount - others, agreement.kind)} of ${amountInWords(now.amount, agreement.kind)} remain. Log at most that, or agree on more.`
			);
		}
	}
	if (now.released < then.released) await checkRoom(sql, agreement, { was: then, is: now });
}

/** What is backed is either a pattern or a coalition. */
export async function backingRule(_: Changing, __: Stored | null, after: Stored | null): Promise<void> {
	if (!after) return;
	if (!after['pattern'] === !after['coalition'])
		throw new Refused('Back either a pattern or a coalition: name one of them.');
	if (after['withdrawnOn'] && (after['withdrawnOn'] as string) < (after['backedFrom'] as string))
		throw new Refused('It would be withdrawn before it was given. Look at both days.');
}

/**
 * Logs what was used of an agreement, or released: without an amount, all that remains. What is logged twice on a day
 * in the same words adds up.
 *
 * @throws Missing, Refused where it is more than remains
 */
export async function logSupport(
	changing: Changing,
	agreementId: string,
	entry: { kind: 'used' | 'released'; amount: number | null; loggedOn: string; words: string | null }
): Promise<Stored> {
	const { sql } = changing;
	// its pattern's row is where all its writers wait; reading comes after
	const [found] = await sql`SELECT FROM agreements WHERE id = ${agreementId} FOR UPDATE`;
	const agreement = found && ((await recordOf(sql, 'agreements', agreementId)) as Agreement);
	const promise = await promiseOf(sql, agreementId);
	if (!agreement || !promise)
		throw new Missing('There is no such agreement (any more), or it needs no support.');
	const { kind, loggedOn, words } = entry;
	const remaining = remainingOf(promise);
	const amount = entry.amount ?? remaining / 1000;
	if (amount === 0) throw new Refused('Nothing remains of this agreement.');
	const values: Values = { ...keysOf(agreement), loggedOn, kind, words };
	const { records } = await recordsOf(sql, 'support_log', values, { limit: 1, offset: 0 });
	const same = records[0];
	if (!same) return createRecord(changing, 'support_log', { ...values, amount });
	const sum = (thousandths(same['amount'] as number) + thousandths(amount)) / 1000;
	return editRecord(changing, 'support_log', same.id, { version: same.version, values: { amount: sum } });
}

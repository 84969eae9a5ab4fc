import type { AgreementFlag, Support, SupportAgreement, SupportLedger, SupportQuery } from '@app/contract';
import * as db from '@app/db';
import { committedBy, ledger, mondayOf, remainingOf, weekOf, type LedgerWeek } from '@app/track';
import { NotFound } from '../problems.ts';

const BEFORE = 8;
const MOST_AGREEMENTS = 1000;
/** An agreement ends soon within so many weeks. */
const SOON = 2;

const amounts = (weeks: LedgerWeek[], of: 'committed' | 'used' | 'released' | 'remaining') =>
	weeks.map((week) => week[of] / 1000);
const orNull = (weeks: LedgerWeek[], of: 'own' | 'capacity' | 'free') =>
	weeks.map((week) => (week[of] === null ? null : week[of] / 1000));

/**
 * What coalitions promised week by week against what they can give, and their agreements, as known at the end of a day.
 *
 * @throws NotFound for a key that no coalition has
 */
export async function supportOf(
	database: db.Db,
	today: string,
	{ coalition: key, asOf = today, from, weeks = 24 }: SupportQuery
): Promise<Support> {
	const all = await db.coalitionNames(database);
	const one = key ? all.find((each) => each.key === key) : undefined;
	if (key && !one) throw new NotFound('coalition', key);
	const first = from ? weekOf(from) : weekOf(asOf) - BEFORE;
	const asked = { from: first, weeks };
	const of = { ...(one && { coalitions: [one.id] }), asOf: asOf < today ? asOf : null };
	const [promises, givings, logged, { total, agreements }] = await Promise.all([
		db.promisesIn(database, asked, of),
		db.givings(database, of.coalitions),
		db.usedInWeeks(database, asked, of),
		db.agreementsIn(database, asked, {
			...(key !== undefined && { coalition: one?.id ?? null }),
			...{ asOf, today, limit: MOST_AGREEMENTS }
		})
	]);
	const mine = <T extends { coalitionId: string | null; kind: string }>(
		rows: T[],
		id: string | null,
		kind: string
	) => rows.filter((row) => row.coalitionId === id && row.kind === kind);
	const coalitions = [...all, { id: null, key: '', name: '' }]
		.filter(({ id }) => key === undefined || id === (one?.id ?? null))
		.map(({ id, key: own, name }) => {
			const made = db.GIVEN_KINDS.flatMap((kind) => {
				const [giving, promised] = [mine(givings, id, kind), mine(promises, id, kind)];
				if (giving.length + promised.length === 0) return [];
				const rows = ledger(giving, promised, first, weeks);
				const used = mine(logged, id, kind);
				return [{ kind, rows, ledger: ledgerOf(kind, rows, used) }];
			});
			return {
				coalition: id === null ? null : { key: own, name },
				ledgers: made.map((each) => each.ledger),
				overPromised: made.flatMap(({ kind, rows }) =>
					rows.flatMap(({ week, free, committed, capacity }) =>
						free !== null && free < 0
							? [{ kind, week: mondayOf(week), promised: committed / 1000, capacity: capacity! / 1000 }]
							: []
					)
				)
			};
		})
		.filter(({ ledgers, coalition }) => ledgers.length > 0 || (one && coalition));
	const current = weekOf(asOf) - first;
	return {
		asOf,
		weeks: Array.from({ length: weeks }, (_, i) => mondayOf(first + i)),
		current: current < weeks ? Math.max(-1, current) : -1,
		coalition: one ? { key: one.key, name: one.name } : null,
		coalitions,
		total,
		agreements: agreements.map((row) => agreementOf(row, asOf))
	};
}

function ledgerOf(
	kind: db.GivenKind,
	rows: LedgerWeek[],
	logged: { week: number; used: number }[]
): SupportLedger {
	const usedIn = new Map(logged.map(({ week, used }) => [week, used]));
	return {
		kind,
		given: orNull(rows, 'own'),
		capacity: orNull(rows, 'capacity'),
		committed: amounts(rows, 'committed'),
		used: amounts(rows, 'used'),
		released: amounts(rows, 'released'),
		remaining: amounts(rows, 'remaining'),
		free: orNull(rows, 'free'),
		logged: rows.map(({ week }) => (usedIn.get(week) ?? 0) / 1000)
	};
}

function agreementOf(row: db.AgreementRow, asOf: string): SupportAgreement {
	const remaining = row.kind === 'none' ? 0 : remainingOf(row);
	return {
		...row,
		amount: row.kind === 'none' || row.amount === null ? null : row.amount / 1000,
		used: row.used / 1000,
		released: row.released / 1000,
		remaining: remaining / 1000,
		stage: row.stage as SupportAgreement['stage'],
		flags: flagsOf(row, remaining, asOf)
	};
}

/** What should be looked at; nothing where no support is needed. */
function flagsOf(row: db.AgreementRow, remaining: number, asOf: string): AgreementFlag[] {
	if (row.kind === 'none') return [];
	const over = row.until < asOf;
	const open = ['observed', 'identified', 'agreed', 'started'].includes(row.stage ?? '');
	const flags: [AgreementFlag, boolean][] = [
		['ends soon', !over && remaining > 0 && weekOf(row.until) - weekOf(asOf) <= SOON],
		['ended with something left', over && remaining > 0],
		['used up', open && row.amount !== null && remaining === 0 && row.used > 0 && committedBy(row) > 0],
		['no owner', !over && row.owner === null],
		['no receiver', !over && row.receiver === null],
		['adoption ended', remaining > 0 && ['declined', 'abandoned'].includes(row.stage ?? '')]
	];
	return flags.flatMap(([flag, is]) => (is ? [flag] : []));
}

import { amountInWords, ledger, mondayOf, shareIn, weekOf } from '@app/track';
import type { Transaction } from '../connect.ts';
import { givings, promisesIn, type GivenKind, type PromiseRow } from '../queries/support.ts';
import { waitForSupport } from '../records/support.ts';
import { Remarks } from './remarks.ts';
import type { Findings } from './target.ts';

/** Agreement `a` that a row of a file is about, which has the names that files use. */
const AGREEMENT = `JOIN teams ON teams.key = s.team_key JOIN patterns ON patterns.key = s.pattern_key
	JOIN agreements a ON a.team_id = teams.id AND a.pattern_id = patterns.id AND a.agreed_on = s.agreed_on::date`;
/** What is on the log of agreement `a`. */
const LOGGED = `SELECT coalesce(sum(amount), 0) AS amount FROM support_log l
	WHERE l.team_id = a.team_id AND l.pattern_id = a.pattern_id AND l.agreed_on = a.agreed_on`;

/**
 * Holds what was imported of support against what was agreed: rejects use beyond the amount of an agreement, and of none;
 * warns of promises beyond what a coalition has, which are stored. After everything is written, and after all patterns
 * (changes/change.ts). Returns how many rows of each file are rejected.
 */
export async function checkSupport(
	sql: Transaction,
	{ rejections, warnings }: Findings,
	files: { has(file: string): boolean }
): Promise<Record<string, number>> {
	const coalitions = await sql<{ key: string }[]>`SELECT key FROM coalitions`;
	await waitForSupport(sql, ['', ...coalitions.map(({ key }) => key)]);
	const rejected: Record<string, number> = {};
	const reject = async (file: string, column: string, expected: string, query: string) => {
		const found = await sql.unsafe<{ line: number; says: string; more: string; total: number }[]>(
			`SELECT *, count(*) OVER ()::int AS total FROM (${query}) found ORDER BY line LIMIT ${Remarks.limit}`
		);
		rejections.add(
			found.map(({ line, says, more }) => ({ file, line, column, says, expected: `${expected}${more}` })),
			found[0]?.total
		);
		rejected[file] = (rejected[file] ?? 0) + (found[0]?.total ?? 0);
	};
	if (files.has('support_log.csv')) {
		await reject(
			'support_log.csv',
			'agreed_on',
			'the day of an agreement of this team and pattern on something to give, in agreements.csv or already here',
			`SELECT s.line, s.agreed_on AS says, '' AS more FROM staged_support_log s
			JOIN teams ON teams.key = s.team_key JOIN patterns ON patterns.key = s.pattern_key
			WHERE NOT EXISTS (SELECT FROM agreements a WHERE a.team_id = teams.id AND a.pattern_id = patterns.id
				AND a.agreed_on = s.agreed_on::date AND a.kind <> 'none')`
		);
		await reject(
			'support_log.csv',
			'amount',
			'at most what remains of the agreement: ',
			`SELECT line, says, more FROM (
				SELECT s.line, s.amount AS says, concat(trim_scale(a.amount), ' were agreed, ', trim_scale(log.amount), ' are on the log with this file') AS more,
					log.amount - coalesce(sum(s.amount::numeric) OVER (PARTITION BY a.id ORDER BY s.logged_on::date DESC, s.line DESC
						ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS up_to, a.amount AS most
				FROM staged_support_log s ${AGREEMENT} CROSS JOIN LATERAL (${LOGGED}) log WHERE a.amount IS NOT NULL AND a.kind <> 'none'
			) running WHERE up_to > most`
		);
	}
	if (files.has('agreements.csv')) {
		await reject(
			'agreements.csv',
			'amount',
			'at least what is used and released of it already: ',
			`SELECT s.line, coalesce(trim_scale(a.amount)::text, '') AS says, trim_scale(log.amount)::text AS more FROM staged_agreements s ${AGREEMENT}
			CROSS JOIN LATERAL (${LOGGED}) log WHERE log.amount > CASE a.kind WHEN 'none' THEN 0 ELSE a.amount END
				${
					files.has('support_log.csv')
						? `AND NOT EXISTS (SELECT FROM staged_support_log own WHERE own.team_key = s.team_key
					AND own.pattern_key = s.pattern_key AND own.agreed_on::date = a.agreed_on)`
						: ''
				}`
		);
		await warnOfPromises(sql, warnings);
	}
	return rejected;
}

/** Warns of agreements of the file with a share in weeks in which more is promised than there is. */
async function warnOfPromises(sql: Transaction, warnings: Remarks): Promise<void> {
	const mine = await sql.unsafe<{ line: number; id: string; coalitionId: string; name: string }[]>(
		`SELECT s.line, a.id, a.coalition_id AS "coalitionId", coalitions.name FROM staged_agreements s ${AGREEMENT}
		JOIN coalitions ON coalitions.id = a.coalition_id WHERE a.kind <> 'none' ORDER BY s.line`
	);
	const coalitions = [...new Set(mine.map(({ coalitionId }) => coalitionId))];
	if (coalitions.length === 0) return;
	const giving = await givings(sql, coalitions);
	const promises = await promisesIn(sql, { from: weekOf('0001-01-08'), weeks: 500_000 }, { coalitions });
	const byId = new Map(promises.map((promise) => [promise.id, promise]));
	const over = new Map(
		coalitions.flatMap((coalition) =>
			(['time', 'coaching', 'artifacts'] as const).map((kind) => {
				const is = (row: { coalitionId: string | null; kind: GivenKind }) =>
					row.coalitionId === coalition && row.kind === kind;
				return [`${coalition} ${kind}`, overPromised(giving.filter(is), promises.filter(is))];
			})
		)
	);
	const found = mine.flatMap(({ line, id, coalitionId, name }) => {
		const promise = byId.get(id)!;
		const weeks = over.get(`${coalitionId} ${promise.kind}`)!;
		const [first, ...more] = weeks.filter(({ week }) => shareIn(promise, week).committed > 0);
		if (!first) return [];
		const { committed, capacity, week } = first;
		return [
			{
				...{ file: 'agreements.csv', line, column: 'amount' },
				says: amountInWords(promise.amount ?? 0, promise.kind),
				expected: `Stored, beyond what ${name} has: in the week of ${mondayOf(week)} ${amountInWords(committed, promise.kind)} are promised of ${amountInWords(capacity!, promise.kind)}${more.length > 0 ? `, and so in ${more.length} more` : ''}.`
			}
		];
	});
	warnings.add(found.slice(0, Remarks.limit), found.length);
}

/** The weeks in which more is promised than there is. */
function overPromised(giving: Parameters<typeof ledger>[0], promises: PromiseRow[]) {
	if (giving.length === 0 || promises.length === 0) return [];
	const from = Math.min(...promises.map((promise) => weekOf(promise.from)));
	const last = Math.max(...promises.map((promise) => weekOf(promise.until)));
	return ledger(giving, promises, from, last - from + 1).filter(({ free }) => free !== null && free < 0);
}

import { amountInWords, ledger, mondayOf, weekOf } from '@app/track';
import type { Db } from '../connect.ts';
import { coalitionNames, GIVEN_KINDS, givings, promisesIn } from '../queries/support.ts';
import type { Cause } from './refresh.ts';

/** So far ahead promises are looked at. */
const AHEAD = 52;

/** Coalitions that promised more of a kind of support, in weeks to come, than they can give. */
export async function overPromised(db: Db, today: string): Promise<Cause[]> {
	const asked = { from: weekOf(today), weeks: AHEAD };
	const [coalitions, giving, promises] = await Promise.all([
		coalitionNames(db),
		givings(db),
		promisesIn(db, asked)
	]);
	return coalitions.flatMap(({ id }) =>
		GIVEN_KINDS.flatMap((kind) => {
			const mine = <T extends { coalitionId: string | null; kind: string }>(rows: T[]) =>
				rows.filter((row) => row.coalitionId === id && row.kind === kind);
			const weeks = ledger(mine(giving), mine(promises), asked.from, asked.weeks).filter(
				({ free }) => free !== null && free < 0
			);
			const [first] = weeks;
			if (!first) return [];
			const more = weeks.length > 1 ? `, and too much in ${weeks.length - 1} more weeks` : '';
			return [
				{
					...{ cause: `over-promised ${id} ${kind}`, coalitionId: id },
					reasons: [
						`In the week of ${mondayOf(first.week)} ${amountInWords(first.committed - first.released, kind)} of ${kind} are promised of ${amountInWords(first.own!, kind)}${more}.`
					],
					step: 'Release what is not needed, move some of it to later weeks, or find somebody else who can give it.'
				}
			];
		})
	);
}

/** Open adoptions that have used up what was agreed, with nothing agreed after it. */
export async function usedUp(db: Db): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT concat('used up ', a.id) AS cause, a.team_id AS "teamId", a.pattern_id AS "patternId", a.coalition_id AS "coalitionId",
			jsonb_build_array(format('All %s %s of %s that were agreed on %s are used.', trim_scale(a.amount),
				CASE a.kind WHEN 'artifacts' THEN 'pieces' ELSE 'days' END, a.kind, a.agreed_on)) AS reasons,
			'Agree on more, or say that no more is needed.' AS step
		FROM agreements a
		JOIN stays stay ON stay.team_id = a.team_id AND stay.pattern_id = a.pattern_id AND stay.until_on = 'infinity'
			AND stay.stage IN ('observed', 'identified', 'agreed', 'started')
		CROSS JOIN LATERAL (SELECT coalesce(sum(l.amount), 0) AS amount, count(*) FILTER (WHERE l.kind = 'released') AS released
			FROM support_log l WHERE l.team_id = a.team_id AND l.pattern_id = a.pattern_id AND l.agreed_on = a.agreed_on) log
		WHERE a.kind <> 'none' AND a.amount > 0 AND log.amount >= a.amount AND log.released = 0
			AND NOT EXISTS (SELECT FROM agreements later WHERE later.team_id = a.team_id AND later.pattern_id = a.pattern_id
				AND later.agreed_on > a.agreed_on)`;
}

/**
 * Adoptions that are agreed or started and have no owner in the team, or nothing agreed about support, not even that none is
 * needed. Only where an organization keeps such records at all.
 */
export async function withoutOwnerOrAgreement(db: Db): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT concat('unowned ', team_id, ' ', pattern_id) AS cause, team_id AS "teamId", pattern_id AS "patternId",
			to_jsonb(array_remove(ARRAY[
				CASE WHEN NOT owned THEN 'It is ' || stage || ', and nobody in the team owns it.' END,
				CASE WHEN NOT agreed THEN 'It is ' || stage || ', and nothing is agreed about support, not even that none is needed.' END
			], NULL)) AS reasons,
			CASE WHEN owned THEN 'Agree on support, or say that none is needed.' WHEN agreed THEN 'Ask the team who owns it.'
				ELSE 'Ask the team who owns it, and agree on support or that none is needed.' END AS step
		FROM (
			SELECT stay.team_id, stay.pattern_id, stay.stage,
				EXISTS (SELECT FROM adoption_plans plan WHERE plan.team_id = stay.team_id AND plan.pattern_id = stay.pattern_id
					AND plan.owner_id IS NOT NULL) OR EXISTS (SELECT FROM agreements a WHERE a.team_id = stay.team_id
					AND a.pattern_id = stay.pattern_id AND a.receiver_id IS NOT NULL) AS owned,
				EXISTS (SELECT FROM agreements a WHERE a.team_id = stay.team_id AND a.pattern_id = stay.pattern_id) AS agreed
			FROM stays stay WHERE stay.until_on = 'infinity' AND stay.stage IN ('agreed', 'started')
		) open WHERE NOT (owned AND agreed) AND (EXISTS (SELECT FROM agreements) OR EXISTS (SELECT FROM adoption_plans))`;
}

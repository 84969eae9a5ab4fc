import type { Transaction } from '../connect.ts';
import { materialize } from './materialize.ts';
import { DAY_ZERO } from './relations.ts';

/** What is read as a number, as in packages/track/src/fit.ts. */
const NUMBER = `'^-?[0-9]{1,9}(\\.[0-9]{1,6})?$'`;

/** The traits of teams as they were observed, each until it was observed again; a team's size is a trait too. */
export const observed = `
	SELECT team_id, trait, value, observed_on AS from_on,
		lead(observed_on, 1, 'infinity') OVER (PARTITION BY team_id, trait ORDER BY observed_on) AS until_on
	FROM (SELECT team_id, trait, value, observed_on FROM traits
		UNION ALL SELECT id, 'size', size::text, ${DAY_ZERO} FROM teams WHERE size IS NOT NULL) every_trait`;

const numbers = `(own.value ~ ${NUMBER} AND stated.value ~ ${NUMBER})`;
const compared = (sign: string) =>
	`CASE WHEN ${numbers} THEN own.value::numeric ${sign} stated.value::numeric`;
const same = `${compared('=')} ELSE own.value = stated.value END`;
/** Whether a condition holds; null where a limit is set against what is no number. */
const holds = `CASE operator WHEN 'is' THEN ${same} WHEN 'is not' THEN NOT ${same}
	WHEN 'at least' THEN ${compared('>=')} END ELSE ${compared('<=')} END END`;

/**
 * When the context of which team breaks which pattern: the rule `fitOf` of packages/track, in SQL. It breaks as soon as
 * one trait is against it, whatever the others are. Of the patterns whose id is in `wanted`, which is SQL.
 */
export const misfitsOf = (wanted: string) => `
	SELECT team_id, pattern_id, lower(span) AS from_on, upper(span) AS until_on FROM (
		SELECT team_id, pattern_id, unnest(range_agg(daterange(from_on, until_on))) AS span FROM (
			SELECT team_id, pattern_id, from_on, until_on,
				bool_or(CASE WHEN kind = 'breaks' THEN holds WHEN operator <> 'is' THEN NOT holds END) AS ruled_out,
				bool_or(holds) FILTER (WHERE kind = 'works' AND operator = 'is') AS chosen
			FROM (SELECT team_id, pattern_id, trait, kind, operator, from_on, until_on, ${holds} AS holds
				FROM conditions stated JOIN (${observed}) own USING (trait)
				WHERE from_on < until_on AND pattern_id IN (${wanted})) tried
			GROUP BY team_id, pattern_id, trait, from_on, until_on
		) by_trait WHERE ruled_out OR NOT chosen GROUP BY team_id, pattern_id
	) joined`;

const PAIR = 'team_id, pattern_id';
const SPAN = `${PAIR}, from_on, until_on`;

/**
 * Reads anew when contexts break, as `misfits_now`, and adds the pairs of team and pattern that are others now to
 * `touched`. Of the patterns whose id is in `wanted`, which is SQL.
 */
export async function readMisfits(sql: Transaction, wanted: string): Promise<void> {
	await materialize(sql, 'misfits_now', misfitsOf(wanted));
	const kept = `SELECT ${SPAN} FROM misfits WHERE pattern_id IN (${wanted})`;
	await sql.unsafe(`
		INSERT INTO touched
		SELECT ${PAIR} FROM (SELECT ${SPAN} FROM misfits_now EXCEPT ${kept}) came
		UNION SELECT ${PAIR} FROM (${kept} EXCEPT SELECT ${SPAN} FROM misfits_now) went
		EXCEPT SELECT ${PAIR} FROM touched`);
}

/** Puts `misfits_now` of `readMisfits` in the place of what was kept. */
export async function writeMisfits(sql: Transaction): Promise<void> {
	await sql`DELETE FROM misfits USING touched
		WHERE misfits.team_id = touched.team_id AND misfits.pattern_id = touched.pattern_id`;
	await sql.unsafe(
		`INSERT INTO misfits (${SPAN}) SELECT ${SPAN} FROM misfits_now JOIN touched USING (${PAIR})`
	);
}

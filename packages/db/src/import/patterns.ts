import { rejectUnknownKeys } from './checks.ts';
import type { Target } from './target.ts';

/** patterns.csv: known patterns are brought up to date. */
export const patterns: Target = {
	file: 'patterns.csv',
	staged: 'staged_patterns',
	columns: {
		pattern_key: 'text',
		name: 'text',
		kind: 'text',
		summary: 'text',
		discovered_on: 'date',
		origin_team_key: 'text',
		coalition_key: 'text',
		state: 'text',
		steps: 'text',
		merged_into_key: 'text'
	},
	identity: ['pattern_key'],
	refersTo: { origin_team_key: 'teams', coalition_key: 'coalitions' },
	makesIds: true,
	async store(importing) {
		const { sql, importId, has } = importing;
		const told = sql`(SELECT s.id, s.pattern_key AS key, s.name, s.kind,
				${has('summary') ? sql`coalesce(s.summary, '')` : sql`coalesce(p.summary, '')`} AS summary,
				${has('discovered_on') ? sql`s.discovered_on` : sql`p.discovered_on`} AS discovered_on,
				${has('origin_team_key') ? sql`origin.id` : sql`p.origin_team_id`} AS origin_team_id,
				${has('coalition_key') ? sql`coalition.id` : sql`p.coalition_id`} AS coalition_id,
				coalesce(${has('state') ? sql`s.state` : sql`p.state`}, 'published') AS state,
				${has('steps') ? sql`s.steps` : sql`p.steps`} AS steps
			FROM staged_patterns s LEFT JOIN patterns p ON p.key = s.pattern_key
			LEFT JOIN teams origin ON origin.key = s.origin_team_key
			LEFT JOIN coalitions coalition ON coalition.key = s.coalition_key)`;
		const changed = await sql`
			UPDATE patterns p SET (name, kind, summary, discovered_on, origin_team_id, coalition_id, state, steps) =
				(told.name, told.kind, told.summary, told.discovered_on, told.origin_team_id, told.coalition_id, told.state, told.steps),
				import_id = ${importId}, version = version + 1
			FROM ${told} told
			WHERE told.key = p.key
				AND (p.name, p.kind, p.summary, p.discovered_on, p.origin_team_id, p.coalition_id, p.state, p.steps) IS DISTINCT FROM
				(told.name, told.kind, told.summary, told.discovered_on, told.origin_team_id, told.coalition_id, told.state, told.steps)`;
		const added = await sql`
			INSERT INTO patterns (id, key, name, kind, summary, discovered_on, origin_team_id, coalition_id, state, steps, import_id)
			SELECT id, key, name, kind, summary, discovered_on, origin_team_id, coalition_id, state, steps, ${importId}
			FROM ${told} told ON CONFLICT (key) DO NOTHING`;
		await rejectUnknownKeys(importing, patterns, 'merged_into_key', 'patterns');
		if (has('merged_into_key')) {
			await sql`
				UPDATE patterns p SET merged_into_id = into_pattern.id FROM staged_patterns s
				LEFT JOIN patterns into_pattern ON into_pattern.key = s.merged_into_key
				WHERE p.key = s.pattern_key AND p.merged_into_id IS DISTINCT FROM into_pattern.id`;
		}
		return { added: added.count, changed: changed.count };
	}
};

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
		origin_team_key: 'text'
	},
	identity: ['pattern_key'],
	refersTo: { origin_team_key: 'teams' },
	makesIds: true,
	async store({ sql, importId, has }) {
		const told = sql`(SELECT s.id, s.pattern_key AS key, s.name, s.kind,
				${has('summary') ? sql`coalesce(s.summary, '')` : sql`coalesce(p.summary, '')`} AS summary,
				${has('discovered_on') ? sql`s.discovered_on` : sql`p.discovered_on`} AS discovered_on,
				${has('origin_team_key') ? sql`origin.id` : sql`p.origin_team_id`} AS origin_team_id
			FROM staged_patterns s LEFT JOIN patterns p ON p.key = s.pattern_key
			LEFT JOIN teams origin ON origin.key = s.origin_team_key)`;
		const changed = await sql`
			UPDATE patterns p SET name = told.name, kind = told.kind, summary = told.summary,
				discovered_on = told.discovered_on, origin_team_id = told.origin_team_id, import_id = ${importId}
			FROM ${told} told
			WHERE told.key = p.key AND (p.name, p.kind, p.summary, p.discovered_on, p.origin_team_id)
				IS DISTINCT FROM (told.name, told.kind, told.summary, told.discovered_on, told.origin_team_id)`;
		const added = await sql`
			INSERT INTO patterns (id, key, name, kind, summary, discovered_on, origin_team_id, import_id)
			SELECT id, key, name, kind, summary, discovered_on, origin_team_id, ${importId} FROM ${told} told
			ON CONFLICT (key) DO NOTHING`;
		return { added: added.count, changed: changed.count };
	}
};

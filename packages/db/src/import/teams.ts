import { rejectUnknownKeys } from './checks.ts';
import type { Importing, Target } from './target.ts';
import { placeTeams } from './places.ts';

/** teams.csv: known teams are brought up to date, and moved from today on where their parent is another. */
export const teams: Target = {
	file: 'teams.csv',
	staged: 'staged_teams',
	columns: {
		team_key: 'text',
		name: 'text',
		parent_key: 'text',
		kind: 'text',
		size: 'integer',
		joined_on: 'date'
	},
	identity: ['team_key'],
	refersTo: {},
	makesIds: true,
	async store(importing) {
		const counts = await compare(importing);
		const { sql, importId, has } = importing;
		await sql`
			UPDATE teams t SET name = s.name, kind = coalesce(s.kind, 'team'), import_id = ${importId},
				size = ${has('size') ? sql`s.size` : sql`t.size`},
				joined_on = ${has('joined_on') ? sql`s.joined_on` : sql`t.joined_on`}
			FROM staged_teams s WHERE t.key = s.team_key AND (t.name, t.kind, t.size, t.joined_on) IS DISTINCT FROM (
				s.name, coalesce(s.kind, 'team'), ${has('size') ? sql`s.size` : sql`t.size`},
				${has('joined_on') ? sql`s.joined_on` : sql`t.joined_on`})`;
		await sql`
			INSERT INTO teams (id, key, name, kind, size, joined_on, import_id)
			SELECT id, team_key, name, coalesce(kind, 'team'), size, joined_on, ${importId} FROM staged_teams
			ON CONFLICT (key) DO NOTHING`;
		await rejectUnknownKeys(importing, teams, 'parent_key', 'teams');
		await placeTeams(importing);
		return counts;
	}
};

/** What storing will add and change, before it does. */
async function compare({ sql, has, moved }: Importing): Promise<{ added: number; changed: number }> {
	const joins = has('joined_on') ? sql`t.joined_on IS DISTINCT FROM s.joined_on` : sql`false`;
	const grows = has('size') ? sql`t.size IS DISTINCT FROM s.size` : sql`false`;
	const [counts] = await sql<{ added: number; changed: number; tree: boolean }[]>`
		SELECT count(*) FILTER (WHERE t.id IS NULL)::int AS added,
			count(*) FILTER (WHERE t.id IS NOT NULL AND (
				(t.name, t.kind) IS DISTINCT FROM (s.name, coalesce(s.kind, 'team'))
				OR ${joins} OR ${grows} OR parent.key IS DISTINCT FROM s.parent_key))::int AS changed,
			coalesce(bool_or(t.id IS NULL OR ${joins} OR parent.key IS DISTINCT FROM s.parent_key), false) AS tree
		FROM staged_teams s LEFT JOIN teams t ON t.key = s.team_key
		LEFT JOIN team_places place ON place.team_id = t.id AND place.until_on = 'infinity'
		LEFT JOIN teams parent ON parent.id = place.parent_id`;
	moved.tree ||= counts!.tree;
	return counts!;
}

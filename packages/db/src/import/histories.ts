import { rejectUnknownKeys } from './checks.ts';
import { Remarks } from './remarks.ts';
import type { Importing, Keyed, Target } from './target.ts';

/**
 * A file that says from which day on something was so, in full for each team or metric that it names: what else is
 * stored of those goes. It has the last word about today, too. `told`: its columns besides the key and the day;
 * `stored`: those of the table, and what they are made of. `check` says whether what was written may stay.
 */
function history(
	{ file, table, key, id, of }: { file: string; table: string; key: string; id: string; of: Keyed },
	told: Record<string, string>,
	stored: Record<string, string>,
	check: (importing: Importing) => Promise<boolean>
): Target {
	const staged = `staged_${file.replace('.csv', '')}`;
	const columns = Object.keys(stored);
	const list = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');
	const target: Target = {
		...{ file, staged, columns: { [key]: 'text', from_on: 'date', ...told } },
		identity: [key, 'from_on'],
		refersTo: { [key]: of },
		async store(importing) {
			const { sql, importId } = importing;
			const unsound = await rejectBeginnings(importing, target, key);
			if (told['parent_key']) await rejectUnknownKeys(importing, target, 'parent_key', 'teams');
			if (unsound) return { added: 0, changed: 0 };
			await sql.unsafe(`
				CREATE TEMPORARY TABLE ${staged}_new ON COMMIT DROP AS
				SELECT subject.id AS ${id}, coalesce(s.from_on, '-infinity') AS from_on,
					${columns.map((column) => `${stored[column]} AS ${column}`).join(', ')}
				FROM ${staged} s JOIN ${of} subject ON subject.key = s.${key}
				WINDOW track AS (PARTITION BY subject.id ORDER BY coalesce(s.from_on, '-infinity'))`);
			const [counts] = await sql.unsafe<{ added: number; changed: number }[]>(`
				SELECT count(*) FILTER (WHERE old.from_on IS NULL)::int AS added,
					(count(*) FILTER (WHERE old.from_on IS NOT NULL AND (${list('new')}) IS DISTINCT FROM (${list('old')}))
					+ (SELECT count(*) FROM ${table} old WHERE old.${id} IN (SELECT ${id} FROM ${staged}_new)
						AND NOT EXISTS (SELECT FROM ${staged}_new new
							WHERE new.${id} = old.${id} AND new.from_on = old.from_on)))::int AS changed
				FROM ${staged}_new new LEFT JOIN ${table} old ON old.${id} = new.${id} AND old.from_on = new.from_on`);
			if (counts!.added + counts!.changed === 0) return counts!;
			await sql.unsafe(`DELETE FROM ${table} WHERE ${id} IN (SELECT ${id} FROM ${staged}_new)`);
			await sql.unsafe(
				`INSERT INTO ${table} (${id}, from_on, ${columns.join(', ')}, import_id)
				SELECT ${id}, from_on, ${columns.join(', ')}, $1::uuid FROM ${staged}_new ORDER BY 1, 2`,
				[importId]
			);
			return (await check(importing)) ? counts! : { added: 0, changed: 0 };
		}
	};
	return target;
}

/** Something was so from the beginning, and from then on until the next day that is told. */
async function rejectBeginnings(
	{ sql, rejections }: Importing,
	{ file, staged }: Target,
	key: string
): Promise<boolean> {
	const unsound = await sql.unsafe<{ line: number; key: string; begins: number }[]>(`
		SELECT min(line)::int AS line, ${key} AS key, count(*) FILTER (WHERE from_on IS NULL)::int AS begins
		FROM ${staged} GROUP BY ${key} HAVING count(*) FILTER (WHERE from_on IS NULL) <> 1 ORDER BY 1 LIMIT ${Remarks.limit}`);
	rejections.add(
		unsound.map(({ line, key: says, begins }) => ({
			...{ file, line, column: 'from_on', says },
			expected: `one row without a day, for the beginning, and all later ones with theirs; there are ${begins} without`
		}))
	);
	return unsound.length > 0;
}

/** team_moves.csv: where teams lay, and from when on; the last place is the one that teams.csv says. */
export const teamMoves = history(
	{ file: 'team_moves.csv', table: 'team_places', key: 'team_key', id: 'team_id', of: 'teams' },
	{ parent_key: 'text' },
	{
		parent_id: '(SELECT id FROM teams WHERE key = s.parent_key)',
		until_on: "coalesce(lead(s.from_on) OVER track, 'infinity')"
	},
	async (importing) => {
		importing.moved.tree = true;
		return !(await rejectLoops(importing));
	}
);

/** metric_worths.csv: what a unit was worth, and from when on; the last worth is the one that metrics.csv says. */
export const metricWorths = history(
	{ file: 'metric_worths.csv', table: 'metric_worths', key: 'metric_key', id: 'metric_id', of: 'metrics' },
	{ value_per_unit: 'numeric', currency: 'text' },
	{ value_per_unit: 's.value_per_unit', currency: 's.currency' },
	async () => true
);

/** Rejects moves after which teams lay in themselves on some day. */
async function rejectLoops({ sql, rejections }: Importing): Promise<boolean> {
	const loops = await sql<{ line: number; key: string; on: string }[]>`
		WITH RECURSIVE up AS (
			SELECT s.line, t.key, t.id AS team_id, place.parent_id, place.from_on, place.until_on, ARRAY[t.id] AS seen
			FROM staged_team_moves s JOIN teams t ON t.key = s.team_key
			JOIN team_places place ON place.team_id = t.id AND place.from_on = coalesce(s.from_on, '-infinity')
			UNION ALL
			SELECT up.line, up.key, up.team_id, place.parent_id, greatest(up.from_on, place.from_on),
				least(up.until_on, place.until_on), up.seen || place.team_id
			FROM up JOIN team_places place ON place.team_id = up.parent_id
				AND place.from_on < up.until_on AND place.until_on > up.from_on
			WHERE up.parent_id <> ALL (up.seen)
		)
		SELECT DISTINCT ON (line) line, key, from_on AS "on" FROM up WHERE parent_id = team_id
		ORDER BY line, from_on LIMIT ${Remarks.limit}`;
	rejections.add(
		loops.map(({ line, key, on }) => ({
			...{ file: 'team_moves.csv', line, column: 'parent_key', says: key },
			expected: `a team that did not lie in this one then; ${on === '-infinity' ? 'from the beginning' : `from ${on} on`} they would lie in each other`
		}))
	);
	return loops.length > 0;
}

import type { Keyed, Target } from './target.ts';

/**
 * A file whose rows are told apart by keys and days and hold a value: new ones are added, another value replaces the
 * stored one. `ids` names the column of the table that each key column turns into. `ids` and `own` in the order of the
 * primary key: rows are stored in it, so that the index grows at its end, and what is read together lies together.
 */
function fact(
	table: string,
	ids: Record<string, { column: string; of: Keyed }>,
	own: Record<string, string>,
	values: Record<string, string>
): Target {
	const keyColumns = Object.keys(ids);
	const stored = [...Object.values(ids).map(({ column }) => column), ...Object.keys(own)];
	const staged = `staged_${table}`;
	const identified = keyColumns
		.map((name, i) => `JOIN ${ids[name]!.of} k${i} ON k${i}.key = s.${name}`)
		.join(' ');
	const identifiers = [
		...keyColumns.map((_, i) => `k${i}.id`),
		...Object.keys(own).map((name) => `s.${name}`)
	];
	// in the order of ids, by the places that they have in it: comparing uuids is slow
	const placed = keyColumns
		.map(
			(name, i) =>
				`JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place FROM ${ids[name]!.of}) k${i} ON k${i}.key = s.${name}`
		)
		.join(' ');
	const order = [
		keyColumns.map((_, i) => `(k${i}.place << ${32 * (keyColumns.length - 1 - i)})`).join(' + '),
		...Object.keys(own).map((name) => `s.${name}`)
	].join(', ');
	const same = stored.map((name, i) => `f.${name} = ${identifiers[i]}`).join(' AND ');
	const valueNames = Object.keys(values);
	const row = (alias: string) => `(${valueNames.map((name) => `${alias}.${name}`).join(', ')})`;
	return {
		file: `${table}.csv`,
		staged,
		columns: { ...Object.fromEntries(keyColumns.map((name) => [name, 'text'])), ...own, ...values },
		identity: [...keyColumns, ...Object.keys(own)],
		refersTo: Object.fromEntries(keyColumns.map((name) => [name, ids[name]!.of])),
		rowsOf: table,
		async store({ sql, importId, has }) {
			const told = valueNames.filter(has);
			const changed = !told.length
				? 0
				: await sql.unsafe(
						`UPDATE ${table} f SET ${told.map((name) => `${name} = s.${name}`).join(', ')}, import_id = $1
						FROM ${staged} s ${identified}
						WHERE ${same} AND ${row('f')} IS DISTINCT FROM ${row('s')}`,
						[importId]
					);
			const added = await sql.unsafe(
				`INSERT INTO ${table} (${[...stored, ...valueNames].join(', ')}, import_id)
				SELECT ${identifiers.join(', ')}, ${valueNames.map((name) => `s.${name}`).join(', ')}, $1::uuid
				FROM ${staged} s ${placed} WHERE NOT EXISTS (SELECT FROM ${table} f WHERE ${same}) ORDER BY ${order}`,
				[importId]
			);
			return { added: added.count, changed: changed === 0 ? 0 : changed.count };
		}
	};
}

const team = { column: 'team_id', of: 'teams' } as const;
const pattern = { column: 'pattern_id', of: 'patterns' } as const;
const metric = { column: 'metric_id', of: 'metrics' } as const;

export const facts: Target[] = [
	fact(
		'measurements',
		{ metric_key: metric, team_key: team },
		{ measured_on: 'date' },
		{ value: 'double precision' }
	),
	fact(
		'links',
		{
			from_team_key: { column: 'from_team_id', of: 'teams' },
			to_team_key: { column: 'to_team_id', of: 'teams' }
		},
		{ kind: 'text' },
		{ weight: 'double precision' }
	),
	fact('traits', { team_key: team }, { trait: 'text', observed_on: 'date' }, { value: 'text' }),
	fact(
		'pattern_metrics',
		{ pattern_key: pattern, metric_key: metric },
		{},
		{ claimed_effect: 'double precision' }
	),
	fact('pattern_costs', { pattern_key: pattern }, { kind: 'text' }, { amount: 'numeric', currency: 'text' })
];

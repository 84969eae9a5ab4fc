import { csv } from '#lib/charts/csv.ts';
import { STATES, type Grid } from './grid.ts';

const ROWS_AT_ONCE = 200;

/** The whole grid as a CSV file, a line a team and a column a pattern; between parts the page stays alive. */
export async function gridCsv(grid: Grid): Promise<Blob> {
	const { teams, patterns, cells } = grid;
	const parts = [csv({ columns: ['Team', 'Area', ...patterns.map(({ name }) => name)], rows: [] })];
	for (let from = 0; from < teams.length; from += ROWS_AT_ONCE) {
		const rows = teams.slice(from, from + ROWS_AT_ONCE).map(({ name }, i) => {
			const start = (from + i) * patterns.length;
			return [
				name,
				grid.areasOf(from + i).at(-1)?.name ?? null,
				...patterns.map((_, column) => STATES[cells[start + column]!]!)
			];
		});
		parts.push(csv({ columns: [], rows }).replace(/^\r\n/, ''));
		await new Promise((done) => setTimeout(done));
	}
	return new Blob(parts, { type: 'text/csv' });
}

import type { CellState, Named, TEAM_STATES, TeamStates } from '@app/contract';

/** What the digits of an answer mean; the values themselves are not imported, which would bring their schema library. */
export const STATES = [
	...(['not eligible', 'undecided', 'observed', 'identified', 'agreed', 'started'] as const),
	...(['adopted', 'sustained', 'declined', 'abandoned'] as const)
] as const satisfies typeof TEAM_STATES;

const PAGE = 1000;
const ZERO = '0'.charCodeAt(0);
const AGAIN = 'Load the page again.';

type Pattern = TeamStates['patterns'][number];

export interface Place {
	row: number;
	column: number;
}

/** Teams against patterns as one byte a cell, filled from top to bottom as the answers arrive. */
export class Grid {
	readonly total: number;
	readonly areas: TeamStates['areas'];
	readonly patterns: readonly Pattern[];
	/** Those that have come so far. */
	readonly teams: Named[] = [];
	/** The place in STATES of each cell, row by row. */
	readonly cells: Uint8Array;
	/** In which column a digit of an answer goes. */
	readonly #columns: number[];

	/** @param patterns the columns in the order in which they are drawn */
	constructor(first: TeamStates, patterns: readonly Pattern[]) {
		const column = new Map(patterns.map(({ key }, at) => [key, at]));
		this.#columns = first.patterns.map(({ key }) => column.get(key) ?? -1);
		if (this.#columns.length !== patterns.length || this.#columns.includes(-1))
			throw new Error(`The patterns changed while the teams were read. ${AGAIN}`);
		this.total = first.total;
		this.areas = first.areas;
		this.patterns = patterns;
		this.cells = new Uint8Array(first.total * patterns.length);
	}

	/** Adds the next teams below those that have come. */
	add({ teams, states, total, patterns }: TeamStates): void {
		if (total !== this.total || patterns.length !== this.patterns.length)
			throw new Error(`The records changed while the teams were read. ${AGAIN}`);
		let start = this.teams.length * this.patterns.length;
		for (const digits of states) {
			for (let i = 0; i < digits.length; i++)
				this.cells[start + this.#columns[i]!] = digits.charCodeAt(i) - ZERO;
			start += this.patterns.length;
		}
		this.teams.push(...teams);
	}

	state({ row, column }: Place): CellState {
		return STATES[this.cells[row * this.patterns.length + column]!]!;
	}

	/** The areas that a team lies in, the largest first. */
	areasOf(row: number): Named[] {
		return this.areas.filter(({ from, teams }) => from <= row && row < from + teams);
	}
}

/**
 * Reads all teams of an area, page by page, the next one while one is worked in.
 *
 * @param query the place: team and asOf
 * @param onpage told after each page
 * @throws Error saying what to do, when an answer does not come
 */
export async function readGrid(
	query: string,
	patterns: readonly Pattern[],
	onpage: (grid: Grid) => void,
	signal: AbortSignal
): Promise<void> {
	const ask = async (page: number): Promise<TeamStates> => {
		const answer = await fetch(`/api/teams/states?${query}&page=${page}&pageSize=${PAGE}`, { signal });
		if (!answer.ok) throw new Error(`The teams did not come (${answer.status}). ${AGAIN}`);
		return answer.json();
	};
	let grid: Grid | null = null;
	let coming: Promise<TeamStates> | null = ask(1);
	for (let page = 1; coming; page++) {
		const come: TeamStates = await coming;
		coming = page * PAGE < come.total ? ask(page + 1) : null;
		// its failure is met when it is waited for
		coming?.catch(() => {});
		grid ??= new Grid(come, patterns);
		grid.add(come);
		onpage(grid);
	}
}

import type { Board, BoardCard, Stage } from '@app/contract';
import type { Formats } from '#lib/format.ts';

const OPEN: readonly Stage[] = ['observed', 'identified', 'agreed', 'started'];

export const cardKey = ({ pattern, team }: BoardCard): string => `${pattern.key}\n${team.key}`;

/** Whose adoptions, how many are under way and in use, and how many somebody should look at. */
export function boardSentence({ area, coalition, pattern, columns }: Board, f: Formats): string {
	const count = (stages: readonly Stage[]) =>
		columns.reduce((sum, { stage, total }) => sum + (stages.includes(stage) ? total : 0), 0);
	const whose = [pattern?.name, coalition && `patterns of ${coalition.name}`].filter(Boolean).join(', ');
	const where = area?.name ?? 'the whole organization';
	const all = count(columns.map(({ stage }) => stage));
	const of = whose ? `${whose} in ${where}` : where.slice(0, 1).toUpperCase() + where.slice(1);
	if (all === 0) return `${of}: no adoption is on record.`;
	return `${of}: ${f.count(count(OPEN), 'adoption')} under way, ${f.number(count(['adopted', 'sustained']))} in use.`;
}

/** What a card says aloud. */
export const cardWords = ({ pattern, team, stage, days, findings, checkIn }: BoardCard, f: Formats): string =>
	[
		`${pattern.name} in ${team.name}`,
		`${stage} for ${f.count(days, 'day')}`,
		checkIn && `last check-in ${checkIn.state}`,
		...findings
	]
		.filter(Boolean)
		.join(', ');

/** Where the arrow keys lead from the card at a place: up and down in its column, left and right to the next with cards. */
export function neighbour(
	columns: { cards: unknown[] }[],
	[column, row]: [number, number],
	key: string
): [number, number] | null {
	if (key === 'ArrowDown') return row + 1 < columns[column]!.cards.length ? [column, row + 1] : null;
	if (key === 'ArrowUp') return row > 0 ? [column, row - 1] : null;
	const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
	if (step === 0) return null;
	for (let at = column + step; at >= 0 && at < columns.length; at += step) {
		const { length } = columns[at]!.cards;
		if (length > 0) return [at, Math.min(row, length - 1)];
	}
	return null;
}

/** The stage that a card goes to with Shift and an arrow. */
export function stageBeside(columns: { stage: Stage }[], column: number, key: string): Stage | null {
	const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
	return step === 0 ? null : (columns[column + step]?.stage ?? null);
}

import type { Answer, Ask } from './ask.ts';
import { SIZES, type Size } from './sizes.ts';

export type Change = { pattern: string; team: string; stage: string; occurredOn: string };

const STAGES = ['identified', 'started', 'adopted'];
const FIRST_LEAF = 101; // gen.sql: the company, 9 divisions and 90 departments come before

/** Single changes, each to another adoption, spread over all patterns and teams and over gen.sql's last month. */
export function* changesOf(size: Size): Generator<Change, never> {
	const { patterns, teams } = SIZES[size];
	const leaves = teams - FIRST_LEAF + 1;
	for (let n = Math.floor(Math.random() * 1e6); ; n++)
		yield {
			pattern: `pattern-${1 + ((n * 7919) % patterns)}`,
			team: `team-${FIRST_LEAF + ((n * 104_729) % leaves)}`,
			stage: STAGES[n % 3]!,
			occurredOn: `2026-06-${String(1 + (n % 28)).padStart(2, '0')}`
		};
}

/** Makes a change as a person would; 404 as long as the product has no such route. */
export function commit(ask: Ask, { pattern, team, stage, occurredOn }: Change): Promise<Answer> {
	const path = `/api/adoptions/${pattern}/${team}/transitions`;
	return ask(path, { method: 'POST', body: { stage, occurredOn } });
}

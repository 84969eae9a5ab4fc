import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** What all developers share: the generator and the hand-written SQL. */
export const shared = `${root}../shared/bench`;

/** What gen.sql is told, by the number of adoption records that `--records` names. */
export const SIZES = {
	'10k': { adoptions: 10_000, teams: 5000, patterns: 300, metrics: 20, weeks: 1 },
	'100k': { adoptions: 100_000, teams: 5000, patterns: 300, metrics: 20, weeks: 10 },
	'1M': { adoptions: 1_000_000, teams: 5000, patterns: 300, metrics: 20, weeks: 100 },
	'10M': { adoptions: 10_000_000, teams: 20_000, patterns: 600, metrics: 20, weeks: 100 }
};
export type Size = keyof typeof SIZES;

/** Everything of one size: `csv`, `data` (the database), what was measured. */
export const folderOf = (size: Size): string => `${root}.data-bench/${size}`;

import { toDay } from './calendar.ts';
import { spread } from './diffusion.ts';
import { importFiles } from './files.ts';
import type { FileName } from './files.ts';
import { COMPANY } from './names.ts';
import { organization } from './organization.ts';
import { livePatterns, scaleEvents } from './setting.ts';
import type { Table } from './table.ts';
import { truth } from './truth.ts';
import type { Truth } from './truth.ts';

/** `files` are what the import reads; `truth` is what all of it was made with. */
export type Demo = { files: Record<FileName, Table>; truth: Truth };

/** The organization that everybody sees who starts the product with an empty database. */
export const DEMO = { seed: 4, until: '2026-09-30' };
export const DEMO_NAME = COMPANY;
/** To be said on every page that shows the demo. */
export const DEMO_NOTICE = `${DEMO_NAME} is a simulated organization: its teams, adoptions and figures are made up.`;

const THREE_YEARS = 1096;
const SIX_MONTHS = 183;

/**
 * Three years in the life of a made-up organization of about 150 teams, in the product's import format, with the truth
 * behind it. The same arguments give the same Demo on every machine; another seed gives another organization of the
 * same kind.
 * @param seed any number
 * @param until last recorded day, YYYY-MM-DD
 * @throws where `until` is not a real date
 */
export function simulate({ seed, until: lastDay }: { seed: number; until: string }): Demo {
	const until = toDay(lastDay);
	const start = until - THREE_YEARS + 1;
	const horizon = until + SIX_MONTHS;
	const made = organization(seed, start);
	const patterns = livePatterns(seed, start, made.leaves);
	const events = scaleEvents(seed, start, horizon);
	const adoptions = patterns.flatMap((pattern) => spread(pattern, made, events, seed, { until, horizon }));
	const world = { organization: made, patterns, adoptions, events, seed, start, until };
	return {
		files: importFiles(world),
		truth: truth(patterns, made.leaves, adoptions, start, until)
	};
}

import type { Backing, BackingCell, BackingCompared, BackingLine } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** How an area stands to something, as a reader says it. */
export function standing({ stance, by }: BackingCell, f: Formats): string {
	if (!by) return 'nobody has said anything';
	const who = by.person ? ` by ${by.person.name}` : '';
	const where = by.here ? '' : `, for all of ${by.area.name}`;
	const via = by.via === 'coalition' ? ', with its coalition' : '';
	const day = by.withdrawnOn ? `on ${f.day(by.withdrawnOn)}` : `since ${f.day(by.since)}`;
	return `${stance} ${day}${who}${where}${via}`;
}

export const nameOf = ({ pattern, coalition }: Pick<BackingLine, 'pattern' | 'coalition'>) =>
	pattern?.name ?? coalition?.name ?? '';

/** The answer in a sentence. */
export function backingSentence({ running, unbacked, patterns, areas }: Backing, f: Formats): string {
	if (running === 0) return 'No adoption runs here, so none runs without backing.';
	if (unbacked === 0) return `All ${f.count(running, 'adoption')} here are backed.`;
	const lacking = patterns.filter((line) => line.unbacked > 0).length;
	const places = areas.filter((_, i) => patterns.some(({ cells }) => cells[i]!.unbacked > 0)).length;
	return `${f.number(unbacked)} of ${f.count(running, 'adoption')} run without backing: ${f.count(lacking, 'pattern')}, in ${f.number(places)} of ${f.count(areas.length, 'area')}.`;
}

/** Stalls with and without backing, no vaguer and no surer than the figures are. */
export function stallsCompared({ stalls }: BackingCompared, f: Formats): string {
	const { backed, unbacked } = stalls;
	if (backed.open === 0 || unbacked.open === 0) return 'There is nothing to compare with.';
	if (backed.upper! < unbacked.lower!) return 'Fewer open adoptions stall where they are backed.';
	if (backed.lower! > unbacked.upper!) return 'More open adoptions stall where they are backed.';
	return `${f.percent(backed.share)} of the backed stall and ${f.percent(unbacked.share)} of the others: too close to tell apart.`;
}
export function timesCompared({ times }: BackingCompared, f: Formats): string {
	const { backed, unbacked, pValue } = times;
	if (backed.medianDays === null || unbacked.medianDays === null) return 'Too few adopted to compare times.';
	const both = `half adopt within ${f.number(Math.round(backed.medianDays))} days where backed, ${f.number(Math.round(unbacked.medianDays))} where not`;
	return `${both.slice(0, 1).toUpperCase()}${both.slice(1)}${pValue !== null && pValue < 0.05 ? '' : ': too close to tell apart'}.`;
}

import { CHANGE_GROWTH, GROWTH, LINES, READS } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { earlierResults } from '../report.ts';
import { SIZES } from '../sizes.ts';

/** How much longer things take than at the size before, from what was measured there. */
export async function growth({ size, report }: Bench): Promise<void> {
	const step = GROWTH[size];
	if (!step) return;
	const before = valuesOf(earlierResults(step.from));
	const now = valuesOf([...earlierResults(size), ...report.results]);
	const more = SIZES[size].patterns / SIZES[step.from].patterns;
	for (const { line, unit, grows } of [...READS, { ...LINES.change, grows: 'as it is' }]) {
		const [floor, value] = [before.get(line), now.get(line)];
		if (!grows || !value) continue;
		const goal = line === LINES.change.line ? CHANGE_GROWTH : step.goal;
		const note = floor ? '' : `first run it with --records ${step.from}`;
		const per = grows === 'per pattern' && more !== 1 ? ', per pattern' : '';
		report.add(
			{ line: `${line}: ${step.from} to ${size}${per}`, unit, goal },
			{ value: per ? value / more : value, ...(floor && { floor }), note }
		);
	}
}

const valuesOf = (results: { line: string; value: number | null }[]) =>
	new Map(results.flatMap(({ line, value }) => (value === null ? [] : [[line, value] as const])));

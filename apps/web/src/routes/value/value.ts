import type { Interval, PatternValue } from '@app/contract';
import type { NetValue } from '#lib/charts/net-values.ts';
import type { Formats } from '#lib/format.ts';

/** A pattern whose value can be said: in the currency that most are in. */
export interface Valued extends Omit<PatternValue, 'effects'> {
	/** By which metrics, and how many teams. */
	evidence: { metric: string; adopters: number }[];
	benefit: number;
	cost: number;
	net: number;
	netInterval: Interval | null;
}

/** More rows than this do not make a picture. */
const MOST = 40;

/** The currency of most patterns; sums are made in it alone. */
export function mainCurrency(patterns: PatternValue[]): string {
	const counts = Map.groupBy(
		patterns.flatMap(({ currency }) => currency ?? []),
		(currency) => currency
	);
	return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'EUR';
}

/** Used, with benefit and cost in that currency; the highest net value first. */
export function valued(patterns: PatternValue[], currency: string): Valued[] {
	return patterns
		.flatMap((pattern) => {
			const { effects, ...rest } = pattern;
			const { benefit, cost, benefitInterval } = rest;
			if (benefit === null || cost === null || rest.adopters === 0 || rest.currency !== currency) return [];
			const netInterval = benefitInterval && {
				lower: benefitInterval.lower - cost,
				upper: benefitInterval.upper - cost
			};
			const evidence = effects.map(({ metric, adopters }) => ({ metric: metric.name, adopters }));
			return { ...rest, evidence, benefit, cost, net: benefit - cost, netInterval };
		})
		.sort((a, b) => b.net - a.net);
}

export interface Unsaid extends Pick<PatternValue, 'key' | 'name' | 'kind' | 'adopters'> {
	why: string;
}

/** The patterns whose value cannot be said, and why. */
export function unsaid(patterns: PatternValue[], rows: Valued[]): Unsaid[] {
	const said = new Set(rows.map(({ key }) => key));
	return patterns
		.filter(({ key }) => !said.has(key))
		.map(({ key, name, kind, adopters, notes }) => ({
			...{ key, name, kind, adopters },
			why: notes.join(' ') || (adopters === 0 ? 'No team uses it here.' : 'Its money is in another currency.')
		}));
}

/** What is missing, by how many patterns lack it. */
export const missing = (patterns: PatternValue[]) =>
	[
		...Map.groupBy(
			patterns.flatMap(({ notes }) => notes),
			(note) => note
		)
	]
		.map(([note, { length }]) => ({ note, patterns: length }))
		.sort((a, b) => b.patterns - a.patterns);

/** What is drawn: success patterns first, then failure patterns, as many as make a picture. */
export function netRows(rows: Valued[]): NetValue[] {
	const shown = rows.toSorted((a, b) => Math.abs(b.net) - Math.abs(a.net)).slice(0, MOST);
	return shown
		.sort((a, b) => Number(a.kind === 'failure') - Number(b.kind === 'failure') || b.net - a.net)
		.map(({ key, name, kind, net, netInterval, grade }) => ({
			key,
			name,
			kind,
			net,
			interval: netInterval,
			grade
		}));
}

export interface Sum {
	patterns: number;
	benefit: number;
	cost: number;
	net: number;
	/** As if all were off the same way: at least as wide as the truth. Null where one has no interval. */
	interval: Interval | null;
}

export function sum(rows: Valued[]): Sum {
	const add = (value: (row: Valued) => number) => rows.reduce((total, row) => total + value(row), 0);
	const known = rows.length > 0 && rows.every(({ netInterval }) => netInterval !== null);
	return {
		patterns: rows.length,
		benefit: add(({ benefit }) => benefit),
		cost: add(({ cost }) => cost),
		net: add(({ net }) => net),
		interval: known
			? {
					lower: add(({ netInterval }) => netInterval!.lower),
					upper: add(({ netInterval }) => netInterval!.upper)
				}
			: null
	};
}

export interface AreaValue extends Sum {
	/** Null for the teams that sit in no area below. */
	key: string | null;
	name: string;
	adoptions: number;
}

/** What measured success patterns made in each area below, and in teams outside of them: adds up to the whole. */
export function byArea(
	all: PatternValue[],
	areas: { key: string; name: string; patterns: PatternValue[] }[],
	currency: string
): AreaValue[] {
	const good = (patterns: PatternValue[]) =>
		valued(patterns, currency).filter((row) => measured(row) && row.kind === 'success');
	const counted = (rows: Valued[]) => ({
		...sum(rows),
		adoptions: rows.reduce((total, { adopters }) => total + adopters, 0)
	});
	const rows = areas.map(({ key, name, patterns }) => ({ key, name, ...counted(good(patterns)) }));
	const whole = counted(good(all));
	const rest = (of: 'benefit' | 'cost' | 'net' | 'adoptions') =>
		whole[of] - rows.reduce((total, row) => total + row[of], 0);
	const outside = {
		...{ key: null, name: 'Teams directly below', patterns: 0, interval: null },
		...{ benefit: rest('benefit'), cost: rest('cost'), net: rest('net'), adoptions: rest('adoptions') }
	};
	return rows.length > 0 && outside.adoptions > 0 ? [...rows, outside] : rows;
}

export const measured = ({ grade }: Valued) => grade === 'measured' || grade === 'validated';

export function valueSentence(rows: Valued[], all: number, currency: string, f: Formats): string {
	if (all === 0) return 'No patterns yet.';
	const money = (amount: number) => f.money(Math.abs(amount), currency);
	if (rows.length === 0)
		return `What ${all === 1 ? 'the one pattern is' : `the ${f.number(all)} patterns are`} worth cannot be said.`;
	const good = sum(rows.filter((row) => measured(row) && row.kind === 'success'));
	const bad = sum(rows.filter((row) => measured(row) && row.kind === 'failure'));
	const claimed = rows.filter((row) => !measured(row)).length;
	const parts = [
		good.patterns > 0 &&
			`${f.count(good.patterns, 'measured pattern')} made ${money(good.net)} ${good.net < 0 ? 'less' : 'more'} than ${good.patterns === 1 ? 'it' : 'they'} cost`,
		bad.patterns > 0 &&
			`${f.count(bad.patterns, 'failure pattern')} ${bad.net < 0 ? 'lost' : 'made'} ${money(bad.net)}`,
		claimed > 0 && `${f.number(claimed)} ${claimed === 1 ? 'rests' : 'rest'} on claims alone`
	].filter((part) => part !== false);
	return `${parts.join('; ')}.`;
}

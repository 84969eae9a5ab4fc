import type { Support, SupportAgreement, SupportLedger } from '@app/contract';
import type { SupportPanel } from '#lib/charts/support-weeks.ts';
import type { Formats } from '#lib/format.ts';

/** Panels of all coalitions at most: those that promised too much, then those that promised most. */
const MOST = 12;
export const KINDS = { time: 'Time', coaching: 'Coaching', artifacts: 'Artifacts' } as const;
export const unitOf = (kind: string) => (kind === 'artifacts' ? 'piece' : 'day');
const nameOf = (coalition: { name: string } | null) => coalition?.name ?? 'No coalition named';

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
/** To a thousandth: sums of decimals are not. */
const exact = (value: number) => Math.round(value * 1000) / 1000;
/** What is promised and not given back. */
const held = ({ used, remaining }: SupportLedger) => used.map((value, i) => exact(value + remaining[i]!));

/** What is held beyond what can be given, by week. */
const beyond = (ledger: SupportLedger) =>
	held(ledger).map((value, i) => exact(Math.max(0, value - (ledger.given[i] ?? value))));

/** One panel a kind for a coalition; for all, one a coalition, its days of time and coaching together. */
export function panelsOf({ coalition, coalitions, weeks }: Support): SupportPanel[] {
	const [one] = coalitions;
	if (coalition || (coalitions.length === 1 && one!.coalition === null)) {
		return (one?.ledgers ?? []).map((ledger) => ({
			...{ name: KINDS[ledger.kind], unit: unitOf(ledger.kind), given: ledger.given },
			...{ promised: held(ledger), used: ledger.used, excess: beyond(ledger) }
		}));
	}
	return coalitions
		.map(({ coalition: own, ledgers }) => {
			const days = ledgers.filter(({ kind }) => kind !== 'artifacts');
			const add = (of: (ledger: SupportLedger) => number[]) =>
				weeks.map((_, i) => exact(sum(days.map((ledger) => of(ledger)[i]!))));
			const limited = days.length > 0 && days.every(({ given }) => !given.includes(null));
			return {
				...{ name: nameOf(own), unit: 'day', promised: add(held), used: add(({ used }) => used) },
				...{
					excess: add(beyond),
					given: limited ? add(({ given }) => given as number[]) : weeks.map(() => null)
				}
			};
		})
		.sort((a, b) => sum(b.excess) - sum(a.excess) || sum(b.promised) - sum(a.promised))
		.slice(0, MOST);
}

export type CoalitionRow = {
	key: string;
	name: string;
	/** This week, in days of time and coaching. */
	given: number | null;
	promised: number;
	/** Over the weeks asked for. */
	used: number;
	left: number;
	/** Weeks in which more was promised than there is, from this one on. */
	over: number;
};
export function coalitionRows({ coalitions, current, weeks }: Support): CoalitionRow[] {
	const at = Math.max(0, current);
	return coalitions.map(({ coalition, ledgers, overPromised }) => {
		const days = ledgers.filter(({ kind }) => kind !== 'artifacts');
		const given = days.map((ledger) => ledger.given[at] ?? null);
		const add = (of: (ledger: SupportLedger) => number) => exact(sum(days.map(of)));
		return {
			...{ key: coalition?.key ?? '', name: nameOf(coalition) },
			given: given.includes(null) || given.length === 0 ? null : exact(sum(given as number[])),
			promised: add((ledger) => held(ledger)[at]!),
			used: add(({ logged }) => sum(logged)),
			left: add(({ remaining }) => sum(remaining)),
			over: new Set(overPromised.flatMap(({ week }) => (week >= weeks[at]! ? [week] : []))).size
		};
	});
}

export const flagged = (agreements: SupportAgreement[], flag: SupportAgreement['flags'][number]) =>
	agreements.filter(({ flags }) => flags.includes(flag)).length;

/** The answer in a sentence. */
export function supportSentence(support: Support, f: Formats): string {
	const { coalition, coalitions, weeks, current, agreements } = support;
	const now = weeks[Math.max(0, current)]!;
	const ahead = coalitions.flatMap((each) => each.overPromised.filter(({ week }) => week >= now));
	const lacking = coalitions.filter((each) => each.overPromised.some(({ week }) => week >= now));
	const soon = flagged(agreements, 'ends soon');
	const ends =
		soon === 0 ? '' : `; ${f.count(soon, 'agreement')} ${soon === 1 ? 'ends' : 'end'} within two weeks`;
	if (coalition) {
		const first = ahead.toSorted((a, b) => (a.week < b.week ? -1 : 1))[0];
		if (first)
			return `${coalition.name} promised more ${first.kind} than it can give from the week of ${f.day(first.week)} on: ${f.number(first.promised)} of ${f.count(first.capacity, unitOf(first.kind))}${ends}.`;
		return `${coalition.name} promised no more than it can give${ends}.`;
	}
	if (lacking.length > 0)
		return `${f.number(lacking.length)} of ${f.count(coalitions.length, 'coalition')} promised more support than ${lacking.length === 1 ? 'it' : 'they'} can give${ends}.`;
	return `No coalition promised more support than it can give${ends}.`;
}

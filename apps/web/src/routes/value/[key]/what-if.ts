import { patternRoi, type PatternRoi } from '@app/analytics';
import type { RoiFigures, RoiInput, Uncertain } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** Inputs that the reader set, by key. */
export type Settings = Record<string, number>;

/** What an input most likely is. */
export function middleOf(own: Uncertain): number {
	if (own.kind === 'constant') return own.value;
	if (own.kind === 'normal') return own.mean;
	return own.kind === 'triangular' ? own.mode : (own.min + own.max) / 2;
}

/** The same uncertainty around another middle: as large for what was measured, in proportion for money. */
export function movedTo(own: Uncertain, to: number): Uncertain {
	if (own.kind === 'constant') return { ...own, value: to };
	if (own.kind === 'normal') return { ...own, mean: to };
	const half = (own.max - own.min) / 2;
	const wide = middleOf(own) === 0 ? half : Math.abs(half * (to / middleOf(own)));
	const [min, max] = [to - wide, to + wide];
	return own.kind === 'triangular' ? { kind: 'triangular', min, mode: to, max } : { ...own, min, max };
}

/** How far a slider goes: to twice what is likely, and below nothing where things may get worse. */
export function reachOf({ key, distribution }: RoiInput): { min: number; max: number } {
	const far = 2 * Math.abs(middleOf(distribution)) || 1;
	return { min: key.startsWith('gain ') ? -far : 0, max: far };
}

/** What the address says of the inputs; what is no number, or out of reach, is as it was. */
export function settingsIn(inputs: RoiInput[], query: Pick<URLSearchParams, 'get'>): Settings {
	return Object.fromEntries(
		inputs.flatMap((input) => {
			const asked = query.get(input.key);
			const { min, max } = reachOf(input);
			const value = asked === null || asked === '' ? NaN : Number(asked);
			return value >= min && value <= max ? [[input.key, value]] : [];
		})
	);
}

/** The worth of a pattern if its inputs were as set. */
export function whatIf({ inputs, seed, draws }: RoiFigures, settings: Settings): PatternRoi {
	return patternRoi(
		Object.fromEntries(
			inputs.map(({ key, distribution }) => {
				const to = settings[key];
				return [key, to === undefined ? distribution : movedTo(distribution, to)];
			})
		),
		{ seed, draws }
	);
}

export function roiSentence(
	name: string,
	{ roi, chanceOfLoss }: PatternRoi,
	set: boolean,
	f: Formats
): string {
	if (roi.p50 === null) return `Nothing was spent on ${name}, so there is no return on it.`;
	const chance = chanceOfLoss ?? 0;
	const loss =
		chance < 0.01
			? 'a loss is next to impossible'
			: chance > 0.99
				? 'a gain is next to impossible'
				: `the chance of a loss is ${f.percent(chance)}`;
	const limits = `(${f.percent(roi.p10)} to ${f.percent(roi.p90)})`;
	const brought =
		roi.p50 < 0
			? `${f.percent(-roi.p50)} less than it ${set ? 'costs' : 'cost'} ${limits}`
			: `what it ${set ? 'costs' : 'cost'} and ${f.percent(roi.p50)} on top ${limits}`;
	return `${set ? `If so, ${name} brings` : `${name} brought`} back ${brought}; ${loss}.`;
}

/** How many of the equally likely outcomes are gains. */
export function outcomesTitle(outcomes: number[], f: Formats): string {
	const gains = outcomes.filter((it) => it > 0).length;
	const all = f.number(outcomes.length);
	if (gains === 0) return `None of ${all} equally likely outcomes is a gain`;
	if (gains === outcomes.length) return `All ${all} equally likely outcomes are gains`;
	return `${f.number(gains)} of ${all} equally likely outcomes ${gains === 1 ? 'is a gain' : 'are gains'}`;
}

/** The bars of inputs that may be otherwise. */
export const uncertain = ({ inputs }: RoiFigures, { tornado }: PatternRoi) =>
	tornado.filter(({ input }) =>
		inputs.some(({ key, distribution }) => key === input && distribution.kind !== 'constant')
	);

export const labelled =
	({ inputs }: RoiFigures) =>
	(key: string) =>
		inputs.find((input) => input.key === key)?.label ?? key;

import type { CellType } from '@app/contract';

interface Term {
	type?: CellType;
	meaning: string;
}

/** What the columns of charts and tables say, by their label: goes with every file that is taken away. */
const TERMS: Record<string, Term> = {
	Adopted: { type: 'count', meaning: 'Teams in adopted or sustained at the end of the day' },
	'In use': { type: 'count', meaning: 'Teams in adopted or sustained at the end of the day' },
	Eligible: {
		type: 'count',
		meaning:
			'Teams at the leaves of the tree that had joined and whose context fits or is unknown, and every other team with a record: the denominator'
	},
	Possible: { type: 'count', meaning: 'Pairs of a pattern and a team eligible for it: the denominator' },
	Open: {
		type: 'count',
		meaning: 'In observed, identified, agreed or started: begun, and neither adopted nor ended'
	},
	'On the way': {
		type: 'count',
		meaning: 'In observed, identified, agreed or started: begun, and neither adopted nor ended'
	},
	Declined: {
		type: 'count',
		meaning: 'Decided against it before it started: a normal answer, never counted as adopted'
	},
	Abandoned: { type: 'count', meaning: 'Given up after it had started, never counted as adopted' },
	Undecided: { type: 'count', meaning: 'Eligible teams without any record for the pattern' },
	Change: { type: 'count', meaning: 'Adopted now less adopted when the quarter began' },
	'Change this quarter': { type: 'count', meaning: 'Adopted now less adopted when the quarter began' },
	'Share of eligible teams': { type: 'share', meaning: 'Adopted over eligible' },
	'Share of possible adoptions in use': { type: 'share', meaning: 'In use over possible' },
	Stalled: {
		type: 'count',
		meaning:
			'Open adoptions that are longer in their stage than 4 of 5 were, without activity, past their target, or without backing or support'
	},
	'Of these stalled': {
		type: 'count',
		meaning: 'Longer in the stage than 4 of 5 were, by the limit of the pattern'
	},
	Days: { type: 'days', meaning: 'Days in the stage up to the end of the day' },
	'Usual days': {
		type: 'days',
		meaning: '4 of 5 have left the stage by then (80th percentile, Kaplan-Meier)'
	},
	'Value per year': {
		type: 'money',
		meaning: 'What the adoption would be worth in a year, in the currency of the row'
	},
	'In it for': { type: 'days', meaning: 'Days in the stage up to the end of the day' },
	Usual: { type: 'days', meaning: '4 of 5 have left the stage by then (80th percentile, Kaplan-Meier)' },
	'Chance in 90 days': { type: 'share', meaning: 'That it still gets adopted within a quarter' },
	'Net value': { type: 'money', meaning: 'Benefit less cost, since the first adoption' },
	Benefit: { type: 'money', meaning: 'Effect x worth of a unit x months of use' },
	Cost: { type: 'money', meaning: "Adopters' effort, support, and the share of what was spent once" },
	ROI: { type: 'share', meaning: '(benefit - cost) / cost' },
	'ROI multiple': {
		type: 'number',
		meaning: 'Value in the discovering team and all adopters, over that in the discovering team alone'
	},
	Evidence: { type: 'text', meaning: 'Grade of evidence: claimed, measured or validated' },
	'Expected per year': {
		type: 'money',
		meaning: 'What it was worth to the teams that use it, per team and year'
	},
	'Chance to last': { type: 'share', meaning: 'Of the teams like it that decided, those that use it' },
	Fits: { type: 'count', meaning: 'Teams whose traits meet the conditions that the pattern states' },
	Breaks: { type: 'count', meaning: 'Teams with a trait under which the pattern breaks' },
	Unknown: { type: 'count', meaning: 'Teams of which a trait is not on record: never a fit' },
	Adopters: { type: 'count', meaning: 'Teams that ever adopted it' },
	Unbacked: { type: 'count', meaning: 'Adoptions that run there without the word of who holds sovereignty' }
};

/** What a column says; null where its label says all. */
export const termOf = (label: string): Term | null => TERMS[label] ?? null;

import type { ReportData } from '@app/contract';

/** The words of a report, with the denominators of its figures: as they stood when it was composed. */
export const DEFINITIONS: ReportData['definitions'] = [
	{
		term: 'Pattern',
		meaning:
			'A way of working that succeeded or failed, found by a coalition: how to reproduce it, or how not to repeat it.'
	},
	{
		term: 'Adoption',
		meaning: 'One team and one pattern. All counts of adoptions are of such pairs.'
	},
	{
		term: 'Stages',
		meaning:
			'Identified, agreed, started, adopted, sustained; an adoption leaves as declined (before it started) or abandoned (after), and may come back. Observed is use without an agreement. A stage on a day is that of the last record up to and including that day.'
	},
	{
		term: 'In use',
		meaning: 'Adopted or sustained at the end of the day. Observed use is shown as open and not counted.'
	},
	{
		term: 'Open',
		meaning: 'Observed, identified, agreed or started at the end of the day.'
	},
	{
		term: 'Eligible',
		meaning:
			'For a pattern on a day: the teams at the leaves of the tree that had joined by then and whose context fits or is unknown, and every other team that has a record for the pattern by then. It is the denominator of spread.'
	},
	{
		term: 'Spread',
		meaning:
			'Adoptions in use over eligible ones. Every eligible team is in one state for a pattern: in use, open, declined, abandoned or undecided.'
	},
	{
		term: 'Declined, abandoned',
		meaning:
			'Normal, neutral answers that teach where a pattern does not fit. They never count as in use, and stay in the denominator.'
	},
	{
		term: 'New, kept, lapsed, returned',
		meaning:
			'Adoptions in use at the end of the quarter for the first time; at the end of this and of the last quarter; then and no more; now, not then, and some time before. New and returned count where the team is at the end, lapsed where it was at the beginning.'
	},
	{
		term: 'Moved in, moved out',
		meaning:
			'Adoptions in use at the end of both quarters, of teams that came into the area or left it between. In use at the end = kept + new + returned + moved in; in use before = kept + lapsed + moved out.'
	},
	{
		term: 'Area',
		meaning:
			'A part of the organization with all that lies below it. A team counts on each day where it was on that day. What an area adopted itself, as a team, is told in a row of its own name among its parts, so that the parts add up.'
	},
	{
		term: 'Reach',
		meaning:
			'Pairs of team and pattern of which somebody, other than the coalition, was at an event that showed the pattern; of all events held by the end of the quarter.'
	},
	{
		term: 'Funnel',
		meaning:
			'How often each stage was entered up to the day, and what became of it. Days in a stage are by Kaplan-Meier: stays that still last count as such.'
	},
	{
		term: 'Stalled',
		meaning:
			'An open adoption that is longer in its stage than 80 of 100 stays are, shows nothing recorded for 180 days, is past its target date, was said to be stuck, lost its backing or used up its support. Its denominator is all open adoptions.'
	},
	{
		term: 'Rescued',
		meaning:
			'Adoptions that stalled at the end of the last quarter and are in a later stage now; of all that stalled then.'
	},
	{
		term: 'Time to adopt',
		meaning:
			'Median days from agreed to adopted by Kaplan-Meier with 95 % limits: adoptions that are still open, or were given up, count for as long as they lasted. Where no agreement is on record for a pattern, from the next stage that is.'
	},
	{
		term: 'Effect',
		meaning:
			'The mean change of a metric in teams that adopted, against teams that had not adopted yet in the same periods (group-time averages), over the whole organization, with 90 % limits.'
	},
	{
		term: 'Grade of evidence',
		meaning:
			'Claimed: the word of those who discovered it. Measured: before and after against teams that had not adopted yet. Validated: signed by finance on a day. What rests on several effects has the grade of the weakest.'
	},
	{
		term: 'Benefit, cost, net',
		meaning:
			'Since the first adoption and up to the day. Benefit: effect times the worth of a unit times months of use, from the month after adopting on. Cost: effort and support of every adopter, and the share of what was spent once. Net: benefit less cost. Currencies are never added to each other; a total is of patterns that have both.'
	},
	{
		term: 'ROI',
		meaning:
			'Net over cost as a distribution: 10, 50 and 90 of 100 simulated outcomes lie below; loss is the chance that it is negative. Payback: months of use until the cost of an average team has come back, in the middle of the outcomes.'
	},
	{
		term: 'ROI multiple',
		meaning:
			'The value that a pattern makes in the team that discovered it and all its adopters, over the value in that team alone; of the whole organization.'
	},
	{
		term: 'Cost avoided',
		meaning: 'By teams that heeded a failure pattern. Shown on its own, and never part of the value.'
	},
	{
		term: 'Yield of an event',
		meaning:
			'Opportunities that came up at it, of teams that did not use the pattern before, and how many of them were agreed, started and adopted since, or ended.'
	},
	{
		term: 'Support',
		meaning:
			'What coalitions promised for the weeks that begin in the quarter: capacity = free + committed, committed = used + released + remaining. Free is negative where more was promised than there is. Time and coaching are in days, artifacts in pieces.'
	},
	{
		term: 'Backing gap',
		meaning:
			'Adoptions that are open or in use in a part of the area where nobody has said whether the pattern is backed there, with whoever holds sovereignty over it.'
	},
	{
		term: 'Finding',
		meaning:
			'Something that somebody should look at: it opens when its cause comes up and closes by itself when that is gone. Open before + opened - closed = open.'
	},
	{
		term: 'Plan',
		meaning:
			'Adoptions whose target date lies in the quarter: adopted by then, later, ended without, or none of these by the day of the report.'
	}
];

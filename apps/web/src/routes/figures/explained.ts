import type { Made } from '#lib/components/made.ts';

/** A figure as the page explains it. */
export interface Explained {
	id: Made;
	name: string;
	/** What it tells, for somebody who has to decide. */
	means: string;
	definition: string;
	/** What it is out of, or whom it is compared with. */
	of: string;
	method: string;
	source: string;
	/** When it is not shown, and what is said instead. */
	refused: string;
}

export const EXPLAINED: Explained[] = [
	{
		id: 'spread',
		name: 'Spread',
		means: 'How many of the teams that could use a pattern do use it on a day.',
		definition:
			'Teams in adopted or sustained. A team is in the stage of its last transition up to and including the day. Every eligible team is in exactly one state: adopted, open (observed, identified, agreed, started), declined, abandoned or undecided.',
		of: 'Eligible teams, always shown beside it. Teams that declined or gave up never count as adopted; use that was only observed does not either.',
		method: 'Counting, as of any day. An area counts the teams that sat below it on that day.',
		source: 'Scale Across, the definition of spread.',
		refused: 'Before the first record, and where no team is eligible: a share of nothing is not 0 %.'
	},
	{
		id: 'eligible',
		name: 'Eligible teams',
		means: 'The teams for which a pattern is a real choice.',
		definition:
			'Teams at the leaves of the tree that had joined by the day, and every other team with a record for the pattern by then.',
		of: 'All teams of the area on that day.',
		method: 'Counting. Teams without a date of joining have always been there.',
		source: 'Scale Across, the definition of eligible.',
		refused:
			'Never. Conditions on context that patterns state are not on record yet, so nobody is left out by them.'
	},
	{
		id: 'change',
		name: 'New, lapsed, returned',
		means: 'What changed since a day: who came, who left, who came back.',
		definition:
			'New: adopted now and never before. Lapsed: adopted then, abandoned since. Returned: had abandoned it and adopted it again.',
		of: 'Eligible teams on both days.',
		method: 'Comparing the state of every team on two days.',
		source: 'Counting as for spread.',
		refused: 'Where the records begin after the earlier day.'
	},
	{
		id: 'time-to-adopt',
		name: 'Time to adopt',
		means:
			'How long it takes from agreeing until a pattern is in use, counting those who are still on the way.',
		definition:
			'Days from agreed to adopted. Where nobody recorded agreeing, from started, identified or observed: the page says which. Giving up is a competing end.',
		of: 'All teams with a record from that stage on. The mean of the finished ones alone would flatter, and is not shown.',
		method:
			'Median and its limits by Kaplan-Meier, log-log limits, 95 %; shares that adopted and that gave up by Aalen-Johansen. Groups of teams are compared by the log-rank test.',
		source: 'Kaplan & Meier 1958, JASA 53:457; Aalen & Johansen 1978, Scand. J. Stat. 5:141; Mantel 1966.',
		refused:
			'With fewer than five teams, or fewer than five in two groups to compare. A median that is not reached yet is not guessed.'
	},
	{
		id: 'funnel',
		name: 'How far adoptions come',
		means: 'At which step most adoptions end, and how long each step takes.',
		definition:
			'Stays in a stage. One went on if the team entered another stage next, ended if it declined or abandoned next, and is still in the stage if nothing came next up to the day.',
		of: 'All stays that began up to the day, of the teams that sat in the area on that day. A team that entered a stage twice counts twice, and one that began at a later stage is not in those before it.',
		method:
			'Counting. Days in a stage by Kaplan-Meier, for whatever came next: those still in it count as long as they have been there. The median has 95 % limits (log-log).',
		source: 'Kaplan & Meier 1958; Kalbfleisch & Prentice 2002 on the limits.',
		refused:
			'With fewer than five that ended, where most end is not said. A median or percentile is not said before that share has left the stage.'
	},
	{
		id: 'stalled',
		name: 'Stalled',
		means: 'An open adoption that somebody should look at, and why.',
		definition:
			'Longer in its stage than 80 of 100 stays in it; or nothing recorded for 180 days; or past its target date. Stalled is a finding, never a stage, and says nothing about the team.',
		of: 'Open adoptions of the area.',
		method:
			'The 80th percentile by Kaplan-Meier over finished and unfinished stays of that pattern and stage; over all patterns where fewer than ten stays of its own are finished.',
		source: 'Kaplan & Meier 1958.',
		refused: 'Where the 80th percentile is not reached even over all patterns, slowness is not judged.'
	},
	{
		id: 'chance',
		name: 'Chance within 90 days',
		means:
			'How likely an open adoption is to be in use a quarter from now, given how long it has waited already.',
		definition:
			'(F(age + 90) − F(age)) / S(age): of those that lasted as long, the share that adopted in the next 90 days.',
		of: 'All stays in that stage that lasted at least as long.',
		method: 'Cumulative incidence by Aalen-Johansen, with giving up and declining as competing ends.',
		source: 'Aalen & Johansen 1978; Fine & Gray 1999 on competing ends.',
		refused: 'Where nobody on record was still under way after that long.'
	},
	{
		id: 'forecast',
		name: 'Forecast, saturation, half of it',
		means: 'How many teams will have adopted by a day, where that ends, and when half of those have.',
		definition:
			'Teams that ever adopted, whether or not they still use the pattern. Saturation is how many of the teams eligible today will in the end.',
		of: 'Eligible teams: a curve may end between those who have adopted and all of them. Teams that never adopted are never counted as having adopted on the last day.',
		method:
			'Bass, logistic and Gompertz curves by least squares, the best by AICc. The 90 % band weighs all curves of that family by how well they explain the adoptions so far.',
		source:
			'Bass 1969, Management Science 15:215; Srinivasan & Mason 1986, Marketing Science 5:169; Hurvich & Tsai 1989.',
		refused:
			'Too early: fewer than 10 adopters or 6 periods. Retired: more teams leave than come. A sweep: most adopted within two weeks, which is an order or a script and no diffusion. Saturation is not said where anything is possible.'
	},
	{
		id: 'works-where',
		name: 'Works where',
		means: 'In which kind of team a pattern lasts, and in which it does not.',
		definition:
			'Of the teams that took it up and use it or gave it up, the share that uses it; by trait, beside teams with another value of that trait.',
		of: 'Teams that tried. Both counts are shown; a missing trait is unknown, and in neither group.',
		method: 'Wilson intervals, 90 %. Two groups are called apart only where their intervals do not overlap.',
		source: 'Wilson 1927, JASA 22:209.',
		refused:
			'With fewer than three teams that tried. With a dozen traits, about one looks apart by chance: it is evidence to ask about, not a rule.'
	},
	{
		id: 'effect',
		name: 'Effect on a metric',
		means: 'What adopting did to a metric, beyond what happened to everybody at that time.',
		definition:
			'The change of the metric in teams after adopting, less the change in the same periods in teams that had not adopted yet; by steps since adopting, and over all of them.',
		of: 'Adopting teams that were measured before and after, and teams that had not adopted yet: both numbers are shown.',
		method:
			'Group-time average effects for staggered adoption, errors from the influence function, 90 % intervals. Steps before adopting test whether teams moved alike before; where they did not, the effect is called into doubt.',
		source: 'Callaway & Sant’Anna 2021, J. Econometrics 225:200.',
		refused:
			'With fewer than five teams on either side. Where nobody named a metric beforehand, all are shown and none is called an effect: of a hundred intervals that look for nothing, ten leave out zero.'
	},
	{
		id: 'value',
		name: 'Benefit, cost and net value',
		means: 'What the spread of a pattern was worth, less what it cost.',
		definition:
			'Benefit: effect on the metric × worth of a unit per team and month × months of use after the month of adopting. Cost: effort and support for every adopter, and what was spent once, shared by all adopters.',
		of: 'Adopters of the area; areas add up to the whole. What teams avoided by heeding a failure pattern is kept apart and not on record yet.',
		method:
			'The grade of evidence stands beside it: claimed (somebody’s word), measured (effect as above), validated (signed by a finance owner).',
		source: 'Scale Across, the definition of value.',
		refused:
			'Without a named metric, the worth of a unit, an effect or claim, or costs; and across currencies.'
	},
	{
		id: 'roi',
		name: 'ROI, chance of a loss, payback',
		means: 'What came back for what was spent, as a range of what is likely.',
		definition:
			'(Benefit − cost) / cost. P10, P50 and P90: one in ten outcomes lies below, half do, nine in ten do. Payback: months of use until a team’s share of the cost has come back.',
		of: 'Adopters of the area up to the day.',
		method:
			'10,000 draws, always the same ones: effects as normal with their standard errors, claims as anything between nothing and the claim, money give or take 20 %. What matters most: ROI with one input at its P10 and P90, all others in the middle. The sliders compute with the same function.',
		source: 'Hubbard 2014, How to Measure Anything; Howard 1988, Management Science 34:679.',
		refused: 'As for net value; and where nothing was spent.'
	},
	{
		id: 'multiple',
		name: 'ROI multiple',
		means: 'How much more a pattern is worth because it spread, than it was worth in the team that found it.',
		definition:
			'Value in the discovering team and all its adopters, over the value in the discovering team alone.',
		of: 'The discovering team: with the same effect per team and month, it is the months of use of all over those of that team.',
		method: 'Division; its interval is that of the effect, which cancels out.',
		source: 'Scale Across, the definition of the ROI multiple.',
		refused: 'Where the discovering team is unknown or has no record of using the pattern.'
	},
	{
		id: 'xmr',
		name: 'Natural limits (XmR chart)',
		means: 'Whether a team’s metric changed, or only wobbles as it always does.',
		definition:
			'The mean as the centre, natural limits at 2.66 mean moving ranges on either side. A signal is a value outside the limits, or one of eight or more in a row on one side of the centre.',
		of: 'All values of the metric in that team up to the day.',
		method:
			'Chart of individual values and moving ranges. A signal next to an adoption is a question, no proof: the effect on the pattern’s page compares with other teams.',
		source: 'Wheeler, Understanding Variation; Shewhart 1931.',
		refused:
			'With fewer than ten values, or where most are the same as the one before: then the line is plain.'
	},
	{
		id: 'next',
		name: 'Who could be next',
		means: 'Which teams a pattern would probably help and reach next: an offer, never a demand.',
		definition:
			'Teams that have not decided, by fit (how often teams with their traits decided for it and kept it), by exposure (the share of teams they work with that use it) and by their area.',
		of: 'Teams of the area that are eligible and undecided, identified or observed. Failure patterns are proposed to nobody.',
		method:
			'A score of the three. It is tested on the past: asked half a year ago, how many of the next adopters stood in its first ten, against chance.',
		source: 'Valente 1995 on exposure and thresholds in networks.',
		refused: 'The test is not shown where too few teams have adopted since.'
	},
	{
		id: 'known-at',
		name: 'As known at',
		means: 'What every page and figure said at an instant: a report can be read again as it was.',
		definition:
			'As of a day asks what the world was like that day, by all that is known now. As known at an instant leaves out what was recorded later, corrections among it, and it is the day of that instant where no other is chosen.',
		of: 'Adoptions and their evidence by the instant at which they were recorded, or were learnt by the import that brought them; records that people enter, edit or take out here by the audit trail; findings by when they were opened and resolved.',
		method:
			'What was recorded by then is counted anew. A record that was changed since is what it was before the first of these changes.',
		source: 'Snodgrass 1999, Developing Time-Oriented Database Applications in SQL: transaction time.',
		refused:
			'What an import brought without an instant was always known: teams, their places and traits, metrics, what was measured, links, costs, and records when they first came. Of a finding, the reasons are those of today. Sealed reports, imports and channels are the same at every instant.'
	}
];

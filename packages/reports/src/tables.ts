import type { Named, Report, ReportData } from '@app/contract';
import { count, day, days, money, number, share, table, text, type Table } from './table.ts';

type Row<Name extends keyof ReportData> = ReportData[Name] extends (infer One)[] ? One : never;
type WithPattern = { pattern: Named | null };

const key = <Of extends Named>(what: string) => [
	text<Of>(
		`${what}_key`,
		`Key of the ${what}`,
		`The key of the ${what} in imports and exports`,
		(row) => row.key
	),
	text<Of>(what, capital(what), `The name of the ${what} when it was reported`, (row) => row.name)
];
const pattern = <Of extends WithPattern>() => [
	text<Of>(
		'pattern_key',
		'Key of the pattern',
		'Its key in imports and exports; empty: all patterns',
		(row) => row.pattern?.key ?? null
	),
	text<Of>(
		'pattern',
		'Pattern',
		'Its name when it was reported',
		(row) => row.pattern?.name ?? 'All patterns'
	)
];
const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);
const currency = <Of extends { currency: string | null }>() =>
	text<Of>('currency', 'Currency', 'Of all money in the row, ISO 4217', (row) => row.currency);
const movements = <
	Of extends Record<'new' | 'kept' | 'lapsed' | 'returned' | 'movedIn' | 'movedOut', number>
>(
	who: string
) => [
	count<Of>(
		'new',
		'New',
		`${who} in use for the first time by the end of the quarter, and not at its beginning`,
		(row) => row.new
	),
	count<Of>(
		'kept',
		'Kept',
		`${who} in use at the beginning and at the end of the quarter`,
		(row) => row.kept
	),
	count<Of>(
		'lapsed',
		'Lapsed',
		`${who} in use at the beginning of the quarter and not at its end`,
		(row) => row.lapsed
	),
	count<Of>(
		'returned',
		'Returned',
		`${who} in use at the end, not at the beginning, and some time before that`,
		(row) => row.returned
	),
	count<Of>(
		'moved_in',
		'Moved in',
		`${who} in use at the beginning and at the end, of teams that moved into the area between`,
		(row) => row.movedIn
	),
	count<Of>(
		'moved_out',
		'Moved out',
		`${who} in use at the beginning and at the end, of teams that moved out of the area between`,
		(row) => row.movedOut
	)
];

/**
 * Everything a report says, as tables: each sheet of the workbook, each CSV file and each table of the PDF is one of
 * these, which is why they agree to the last digit. Restated figures are the last table, empty for a draft.
 */
export function tablesOf({ data, sha256, restated }: Report): Table[] {
	const names = { areas: namesOf(data.parts), patterns: namesOf(data.patterns) };
	return [
		table(
			{
				name: 'about',
				title: 'About this report',
				about: 'What it is of, as of when, and who sealed it',
				keys: 1
			},
			aboutOf(data, sha256),
			[
				text('what', 'What', 'What is said', ([what]) => what),
				text('value', 'Value', 'What it is', ([, value]) => value)
			]
		),
		table(
			{ name: 'summary', title: 'Summary', about: 'The quarter in sentences made from the figures', keys: 0 },
			data.summary,
			[
				text('topic', 'Topic', 'What the sentence is about', (row) => row.topic),
				text('words', 'In words', 'The sentence', (row) => row.words)
			]
		),
		table<Row<'figures'>>(
			{
				name: 'figures',
				title: 'Key figures',
				about: 'The figures of the first page, with what they are of',
				keys: 1
			},
			data.figures,
			[
				text('figure_key', 'Key of the figure', 'The same in every report', (row) => row.key),
				text('figure', 'Figure', 'What it is called', (row) => row.label),
				number('value', 'Value', 'The figure at the end of the quarter', (row) => row.value),
				text('unit', 'Unit', 'Of all numbers in the row; a share is 0 to 1', (row) => row.unit),
				currency(),
				number('of', 'Of', 'The denominator', (row) => row.of),
				number('lower', 'Lower limit', 'Of the interval of the figure', (row) => row.interval?.lower ?? null),
				number('upper', 'Upper limit', 'Of the interval of the figure', (row) => row.interval?.upper ?? null),
				number(
					'before',
					'Quarter before',
					'The same figure at the end of the quarter before',
					(row) => row.before
				),
				text('grade', 'Grade of evidence', 'claimed, measured or validated', (row) => row.grade),
				text('meaning', 'Meaning', 'How it is made', (row) => row.meaning)
			]
		),
		table<Row<'patterns'>>(
			{
				name: 'patterns',
				title: 'Spread by pattern',
				about: 'One row a pattern: teams of the area by state at the end of the quarter',
				keys: 1
			},
			data.patterns,
			[
				...key<Row<'patterns'>>('pattern'),
				text('kind', 'Kind', 'success or failure', (row) => row.kind),
				text('retired', 'Retired', 'yes: it is proposed to nobody any more', (row) =>
					row.retired ? 'yes' : 'no'
				),
				day('discovered_on', 'Discovered on', 'The day of its discovery', (row) => row.discoveredOn),
				text('coalition', 'Coalition', 'Which discovered it', (row) => row.coalition?.name ?? null),
				count('eligible', 'Eligible', 'Teams that could use it: the denominator', (row) => row.eligible),
				count('adopted', 'Adopted', 'Teams in adopted or sustained', (row) => row.adopted),
				count('sustained', 'Of these sustained', 'Teams in sustained', (row) => row.sustained),
				count('open', 'Open', 'Teams in observed, identified, agreed or started', (row) => row.open),
				count(
					'declined',
					'Declined',
					'Teams that decided against it, a neutral answer',
					(row) => row.declined
				),
				count(
					'abandoned',
					'Abandoned',
					'Teams that used it, or began to, and stopped',
					(row) => row.abandoned
				),
				count('undecided', 'Undecided', 'Eligible teams without any record of it', (row) => row.undecided),
				share('rate', 'Spread', 'adopted / eligible', (row) => row.rate),
				count(
					'adopted_before',
					'Adopted before',
					'Adopted at the end of the quarter before',
					(row) => row.adoptedBefore
				),
				count(
					'eligible_before',
					'Eligible before',
					'Eligible at the end of the quarter before',
					(row) => row.eligibleBefore
				),
				...movements<Row<'patterns'>>('Teams that have it'),
				count('stalled', 'Stalled', 'Open adoptions that stall', (row) => row.stalled)
			]
		),
		table(
			{
				name: 'curves',
				title: 'Spread over time',
				about: 'One row a pattern and day: teams that use it at the end of the day',
				keys: 2
			},
			data.patterns.flatMap((one) => data.curveOn.map((on, i) => ({ one, on, adopted: one.curve[i]! }))),
			[
				text('pattern_key', 'Key of the pattern', 'Its key in imports and exports', (row) => row.one.key),
				day('on', 'Day', 'At the end of this day', (row) => row.on),
				text('pattern', 'Pattern', 'Its name when it was reported', (row) => row.one.name),
				count('adopted', 'Adopted', 'Teams in adopted or sustained', (row) => row.adopted)
			]
		),
		table<Row<'parts'>>(
			{
				name: 'areas',
				title: 'Spread by area',
				about:
					'One row a part of the area: pairs of team and pattern, of the teams that lay in it on each day',
				keys: 1
			},
			data.parts,
			[
				...key<Row<'parts'>>('area'),
				count('teams', 'Teams', 'Joined teams at the leaves of the tree', (row) => row.teams),
				count(
					'eligible',
					'Eligible',
					'Pairs of team and pattern that could be: the denominator',
					(row) => row.eligible
				),
				count('adopted', 'Adopted', 'Pairs in adopted or sustained', (row) => row.adopted),
				share('rate', 'Spread', 'adopted / eligible', (row) =>
					row.eligible > 0 ? row.adopted / row.eligible : null
				),
				count('open', 'Open', 'Pairs in observed, identified, agreed or started', (row) => row.open),
				count(
					'adopted_before',
					'Adopted before',
					'Adopted at the end of the quarter before',
					(row) => row.adoptedBefore
				),
				count(
					'eligible_before',
					'Eligible before',
					'Eligible at the end of the quarter before',
					(row) => row.eligibleBefore
				),
				...movements<Row<'parts'>>('Pairs')
			]
		),
		table<Row<'matrix'>>(
			{
				name: 'matrix',
				title: 'Spread by area and pattern',
				about: 'One row a part of the area and pattern',
				keys: 2
			},
			data.matrix,
			[
				text('area_key', 'Key of the area', 'As in areas', (row) => row.part),
				text('pattern_key', 'Key of the pattern', 'As in patterns', (row) => row.pattern),
				text('area', 'Area', 'Its name when it was reported', (row) => names.areas.get(row.part) ?? null),
				text(
					'pattern',
					'Pattern',
					'Its name when it was reported',
					(row) => names.patterns.get(row.pattern) ?? null
				),
				count(
					'eligible',
					'Eligible',
					'Teams of the part that could use it: the denominator',
					(row) => row.eligible
				),
				count('adopted', 'Adopted', 'Teams in adopted or sustained', (row) => row.adopted),
				share('rate', 'Spread', 'adopted / eligible', (row) =>
					row.eligible > 0 ? row.adopted / row.eligible : null
				),
				count(
					'adopted_before',
					'Adopted before',
					'Adopted at the end of the quarter before',
					(row) => row.adoptedBefore
				)
			]
		),
		table<ReportData['funnel']['stages'][number]>(
			{
				name: 'funnel',
				title: 'From reach to sustained',
				about:
					'One row a stage: how often it was entered ever, what came of it, and how long it took by Kaplan-Meier',
				keys: 1
			},
			data.funnel.stages,
			[
				text('stage', 'Stage', 'In the order of the track', (row) => row.stage),
				count('entered', 'Entered', 'Stays in the stage, ever', (row) => row.entered),
				count(
					'entered_before',
					'Entered before',
					'The same by the end of the quarter before',
					(row) => row.enteredBefore
				),
				count('went_on', 'Went on', 'Stays that led to a further stage', (row) => row.wentOn),
				count('ended', 'Ended', 'Stays that ended in declined or abandoned', (row) => row.ended),
				count('running', 'Running', 'Stays that last', (row) => row.running),
				days('median_days', 'Median', 'Days until half have left the stage', (row) => row.medianDays),
				days('median_lower', 'Median, lower limit', '95 %', (row) => row.medianInterval?.lower ?? null),
				days(
					'median_upper',
					'Median, upper limit',
					'95 %; empty: none yet',
					(row) => row.medianInterval?.upper ?? null
				),
				days('p25_days', 'A quarter has left', 'Days', (row) => row.p25Days),
				days('p80_days', '80 of 100 have left', 'Days', (row) => row.p80Days)
			]
		),
		table<Row<'moves'>>(
			{
				name: 'moves',
				title: 'Moves between stages',
				about:
					'One row a pair of stages: adoptions that were in the one at the end of the quarter before and are in the other now',
				keys: 2
			},
			data.moves,
			[
				text(
					'from',
					'From',
					'The stage at the end of the quarter before; none: there was no record',
					(row) => row.from ?? 'none'
				),
				text('to', 'To', 'The stage at the end of the quarter', (row) => row.to),
				count('adoptions', 'Adoptions', 'Pairs of team and pattern', (row) => row.adoptions)
			]
		),
		table<ReportData['stalled']['byReason'][number]>(
			{
				name: 'stalled',
				title: 'Stalled by reason',
				about: `One row a reason, of ${data.stalled.total} stalled adoptions of ${data.stalled.open} open; one may have several`,
				keys: 1
			},
			data.stalled.byReason,
			[
				text('reason', 'Reason', 'Why it stalls', (row) => row.reason),
				count('adoptions', 'Adoptions', 'Open adoptions that stall for it', (row) => row.count),
				count('before', 'Quarter before', 'The same at the end of the quarter before', (row) => row.before)
			]
		),
		table<ReportData['stalled']['adoptions'][number]>(
			{
				name: 'stalled_adoptions',
				title: 'Stalled adoptions',
				about: `One row an adoption: the first ${data.stalled.adoptions.length} of ${data.stalled.total}, by what they would be worth`,
				keys: 2
			},
			data.stalled.adoptions,
			[
				text('pattern_key', 'Key of the pattern', 'Its key in imports and exports', (row) => row.pattern.key),
				text('team_key', 'Key of the team', 'Its key in imports and exports', (row) => row.team.key),
				text('pattern', 'Pattern', 'Its name when it was reported', (row) => row.pattern.name),
				text('team', 'Team', 'Its name when it was reported', (row) => row.team.name),
				text('area', 'Area', 'Where the team lay', (row) => row.area?.name ?? null),
				text('stage', 'Stage', 'Where it stands', (row) => row.stage),
				day('since', 'Since', 'In the stage from this day on', (row) => row.since),
				days('age_days', 'Age', 'Days in the stage', (row) => row.ageDays),
				days(
					'usual_days',
					'80 of 100 left after',
					'Days in the stage, by Kaplan-Meier',
					(row) => row.percentile.days
				),
				text('reasons', 'Reasons', 'Why it stalls', (row) => row.reasons.join(', ')),
				text('because', 'In their words', 'What the team said', (row) => row.because),
				day('target_on', 'Target', 'When it should be adopted', (row) => row.targetOn),
				share(
					'chance_90_days',
					'Chance in 90 days',
					'That it is adopted within 90 days',
					(row) => row.chance90
				),
				money(
					'value_per_year',
					'Worth a year',
					'If it were adopted',
					(row) => row.valuePerYear?.amount ?? null
				),
				text(
					'currency',
					'Currency',
					'Of what it is worth, ISO 4217',
					(row) => row.valuePerYear?.currency ?? null
				),
				text('next_step', 'Next step', 'What the product suggests', (row) => row.nextStep)
			]
		),
		table<Row<'timeToAdopt'>>(
			{
				name: 'time_to_adopt',
				title: 'Time to adopt',
				about:
					'One row a pattern: days from agreed to adopted by Kaplan-Meier, those that are still open counted as such',
				keys: 1
			},
			data.timeToAdopt,
			[
				...pattern<Row<'timeToAdopt'>>(),
				count('tracks', 'Agreed', 'Ways from agreed on: the denominator', (row) => row.tracks),
				count('adopted', 'Adopted', 'Of these', (row) => row.adopted),
				count('gave_up', 'Gave up', 'Of these: declined or abandoned', (row) => row.gaveUp),
				count('still_open', 'Still open', 'Of these', (row) => row.stillOpen),
				days(
					'median_days',
					'Median',
					'Days until half have adopted; empty: not yet',
					(row) => row.medianDays
				),
				days('median_lower', 'Median, lower limit', '95 %', (row) => row.lower),
				days('median_upper', 'Median, upper limit', '95 %; empty: none yet', (row) => row.upper)
			]
		),
		table<Row<'effects'>>(
			{
				name: 'effects',
				title: 'Effects',
				about:
					'One row a pattern and metric: the mean change per adopting team against teams that had not adopted yet',
				keys: 2
			},
			data.effects,
			[
				text('pattern_key', 'Key of the pattern', 'Its key in imports and exports', (row) => row.pattern.key),
				text(
					'metric_key',
					'Key of the metric',
					'Its key in imports and exports',
					(row) => row.effect.metric.key
				),
				text('pattern', 'Pattern', 'Its name when it was reported', (row) => row.pattern.name),
				text('metric', 'Metric', 'Its name', (row) => row.effect.metric.name),
				text('unit', 'Unit', 'Of the effect', (row) => row.effect.metric.unit),
				text(
					'better',
					'Better',
					'up or down: which way of the metric is better',
					(row) => row.effect.metric.direction
				),
				number('effect', 'Effect', 'Estimated; empty: too little data', (row) => row.effect.estimate),
				number('lower', 'Lower limit', '90 %', (row) => row.effect.interval?.lower ?? null),
				number('upper', 'Upper limit', '90 %', (row) => row.effect.interval?.upper ?? null),
				number('claimed', 'Claimed', 'What its discoverers say', (row) => row.effect.claimed),
				text('grade', 'Grade of evidence', 'claimed, measured or validated', (row) => row.effect.grade),
				count('adopters', 'Adopters', 'Adopting teams behind it', (row) => row.effect.adopters),
				count('controls', 'Controls', 'Teams they are compared with', (row) => row.effect.controls),
				text('too_little', 'What is missing', 'Why there is no estimate', (row) => row.effect.tooLittle)
			]
		),
		table<ReportData['value']['patterns'][number]>(
			{
				name: 'value',
				title: 'What it was worth',
				about: 'One row a pattern: benefit, cost and return since the first adoption',
				keys: 1
			},
			data.value.patterns,
			[
				...pattern<ReportData['value']['patterns'][number]>(),
				count('adopters', 'Adopters', 'Teams of the area that ever adopted', (row) => row.adopters),
				number('adopter_months', 'Months of use', 'Of all adopters together', (row) => row.adopterMonths),
				currency(),
				money('benefit', 'Benefit', 'effect x worth of a unit x months of use', (row) => row.benefit),
				money('benefit_lower', 'Benefit, lower limit', '90 %', (row) => row.benefitInterval?.lower ?? null),
				money('benefit_upper', 'Benefit, upper limit', '90 %', (row) => row.benefitInterval?.upper ?? null),
				money(
					'cost',
					'Cost',
					"Adopters' effort, support and the share of what was spent once",
					(row) => row.cost
				),
				money('net', 'Net', 'benefit - cost', (row) => row.net),
				share(
					'roi_p10',
					'ROI, 10 of 100',
					'(benefit - cost) / cost, which is less in 10 of 100',
					(row) => row.roi?.p10 ?? null
				),
				share('roi_p50', 'ROI, middle', '(benefit - cost) / cost', (row) => row.roi?.p50 ?? null),
				share(
					'roi_p90',
					'ROI, 90 of 100',
					'(benefit - cost) / cost, which is less in 90 of 100',
					(row) => row.roi?.p90 ?? null
				),
				share('loss_chance', 'Chance of a loss', 'That the ROI is below 0', (row) => row.roi?.loss ?? null),
				number(
					'payback_months',
					'Payback',
					'Months until the benefit covers the cost',
					(row) => row.paybackMonths,
					'months'
				),
				number(
					'roi_multiple',
					'ROI multiple',
					'Value in the discovering team and all adopters over that in the discovering team alone',
					(row) => row.roiMultiple,
					'times'
				),
				text(
					'grade',
					'Grade of evidence',
					'claimed, measured or validated: the weakest behind it',
					(row) => row.grade
				),
				text(
					'notes',
					'Notes',
					'Why there is no figure, or what weakens it',
					(row) => row.notes.join(' ') || null
				)
			]
		),
		table<ReportData['value']['totals'][number]>(
			{
				name: 'value_totals',
				title: 'What it was worth in all',
				about: 'One row a currency: over the patterns whose benefit and cost are both known',
				keys: 1
			},
			data.value.totals,
			[
				currency(),
				money('benefit', 'Benefit', 'Added up over the patterns', (row) => row.benefit),
				money('cost', 'Cost', 'Added up over the patterns', (row) => row.cost),
				money('net', 'Net', 'benefit - cost', (row) => row.net),
				count('patterns', 'Patterns', 'Whose benefit and cost are both known', (row) => row.patterns),
				text('grade', 'Grade of evidence', 'The weakest behind it', (row) => row.grade)
			]
		),
		table<ReportData['value']['avoided'][number]>(
			{
				name: 'avoided',
				title: 'Cost avoided',
				about: 'One row a currency: by failure patterns that teams heeded; never part of the value',
				keys: 1
			},
			data.value.avoided,
			[
				currency(),
				money('amount', 'Avoided', 'What the teams say it avoided', (row) => row.amount),
				count('records', 'Decisions', 'That say an amount', (row) => row.records)
			]
		),
		table<Row<'events'>>(
			{
				name: 'events',
				title: 'Scale Across events',
				about: 'One row an event of the quarter, and what came of it by its end',
				keys: 1
			},
			data.events,
			[
				...key<Row<'events'>>('event'),
				day('on', 'Day', 'When it is', (row) => row.on),
				text('state', 'State', 'planned, held or cancelled', (row) => row.state),
				text(
					'coalitions',
					'Coalitions',
					'Whose event it is',
					(row) => row.coalitions.map(({ name }) => name).join(', ') || null
				),
				count('patterns', 'Patterns', 'That were shown', (row) => row.patterns),
				count('invited', 'Invited', 'People', (row) => row.invited),
				count('attended', 'Attended', 'People', (row) => row.attended),
				count('learnt', 'Learnt', 'What people said they learnt', (row) => row.learnt),
				count(
					'opportunities',
					'Opportunities',
					'Pairs of team and pattern that somebody there could use: the denominator of what follows',
					(row) => row.opportunities
				),
				count('agreed', 'Agreed', 'Of the opportunities', (row) => row.agreed),
				count('started', 'Started', 'Of the opportunities', (row) => row.started),
				count('adopted', 'Adopted', 'Of the opportunities', (row) => row.adopted),
				count('ended', 'Ended', 'Of the opportunities: declined or abandoned', (row) => row.ended),
				count('open', 'Open', 'Of the opportunities', (row) => row.open)
			]
		),
		table<Row<'support'>>(
			{
				name: 'support',
				title: 'Support promised and used',
				about:
					'One row a coalition and kind, for the weeks of the quarter: capacity = free + committed, committed = used + released + remaining',
				keys: 2
			},
			data.support,
			[
				text(
					'coalition_key',
					'Key of the coalition',
					'Empty: agreements that name none',
					(row) => row.coalition?.key ?? null
				),
				text('kind', 'Kind', 'time and coaching in days, artifacts in pieces', (row) => row.kind),
				text('coalition', 'Coalition', 'Who supports', (row) => row.coalition?.name ?? 'No coalition named'),
				number('capacity', 'Capacity', 'What it gives; empty: not on record', (row) => row.capacity),
				number('committed', 'Committed', 'What was promised', (row) => row.committed),
				number('used', 'Used', 'Of what was promised', (row) => row.used),
				number('released', 'Released', 'Of what was promised', (row) => row.released),
				number('remaining', 'Remaining', 'Of what was promised', (row) => row.remaining),
				number(
					'free',
					'Free',
					'What may still be promised; negative: more was promised than there is',
					(row) => row.free
				)
			]
		),
		table<Row<'backingGaps'>>(
			{
				name: 'backing_gaps',
				title: 'Waits for backing',
				about:
					'One row an area and a pattern or coalition: adoptions run there without a word of who holds sovereignty',
				keys: 3
			},
			data.backingGaps,
			[
				text('area_key', 'Key of the area', 'Its key in imports and exports', (row) => row.area.key),
				text(
					'pattern_key',
					'Key of the pattern',
					'Empty: it is about a coalition',
					(row) => row.pattern?.key ?? null
				),
				text(
					'coalition_key',
					'Key of the coalition',
					'Empty: it is about a pattern',
					(row) => row.coalition?.key ?? null
				),
				text('area', 'Area', 'Its name when it was reported', (row) => row.area.name),
				text(
					'about',
					'About',
					'The pattern or coalition',
					(row) => (row.pattern ?? row.coalition)?.name ?? null
				),
				text(
					'holders',
					'Who could say',
					'Who holds sovereignty over the area, or the nearest above',
					(row) => row.holders.map(({ name }) => name).join(', ') || null
				),
				count('unbacked', 'Adoptions', 'That run there unbacked', (row) => row.unbacked)
			]
		),
		table<Row<'findings'>>(
			{ name: 'findings', title: 'Findings', about: 'One row a kind: what the product pointed out', keys: 1 },
			data.findings,
			[
				text('kind', 'Kind', 'What is pointed out', (row) => row.kind),
				count('open_before', 'Open before', 'At the end of the quarter before', (row) => row.openBefore),
				count('opened', 'Opened', 'In the quarter', (row) => row.opened),
				count('closed', 'Closed', 'In the quarter, since their cause was gone', (row) => row.closed),
				count('open', 'Open', 'At the end of the quarter', (row) => row.open)
			]
		),
		table<Row<'ends'>>(
			{
				name: 'ends',
				title: 'Why teams declined or stopped',
				about:
					'One row an end and reason, in the quarter; a decline is a normal answer that teaches something about boundaries',
				keys: 2
			},
			data.ends,
			[
				text('end', 'End', 'declined or abandoned', (row) => row.end),
				text('reason', 'Reason', 'What was said', (row) => row.reason ?? 'not said'),
				count('adoptions', 'Adoptions', 'Pairs of team and pattern', (row) => row.adoptions),
				count('before', 'Quarter before', 'The same in the quarter before', (row) => row.before)
			]
		),
		table<Row<'plan'>>(
			{
				name: 'plan',
				title: 'Against plan',
				about:
					'One row a pattern: adoptions whose target date lay in the quarter, and where they stand at its end',
				keys: 1
			},
			data.plan,
			[
				...pattern<Row<'plan'>>(),
				count('due', 'Due', 'With a target date in the quarter: the denominator', (row) => row.due),
				count('on_time', 'On time', 'Adopted by the target date', (row) => row.onTime),
				count('late', 'Late', 'Adopted after it', (row) => row.late),
				count('ended', 'Ended', 'Declined or abandoned', (row) => row.ended),
				count('open', 'Open', 'Not decided yet', (row) => row.open)
			]
		),
		table<Row<'definitions'>>(
			{ name: 'definitions', title: 'Definitions', about: 'What the words mean', keys: 1 },
			data.definitions,
			[
				text('term', 'Term', 'The word', (row) => row.term),
				text('meaning', 'Meaning', 'What it means', (row) => row.meaning)
			]
		),
		table<Report['restated'][number]>(
			{
				name: 'restated',
				title: 'Restated',
				about:
					'One row a figure that would be another one today: records came or were corrected after the quarter was sealed',
				keys: 3
			},
			restated,
			[
				text('table', 'Table', 'Which table of this report', (row) => row.table),
				text('row', 'Row', 'Which row of it', (row) => row.row),
				text('figure', 'Figure', 'Which column of it', (row) => row.figure),
				text('was', 'As sealed', 'What this report says', (row) => plain(row.was)),
				text('is', 'As known since', 'What it would say now', (row) => plain(row.is))
			]
		)
	];
}

const namesOf = (some: Named[]) => new Map(some.map(({ key, name }) => [key, name]));

const plain = (value: string | number | null) => (value === null ? null : String(value));

function aboutOf(data: ReportData, sha256: string | null): [string, string][] {
	const { quarter, before, calendar, seal } = data;
	return [
		['Organization', data.organization],
		['Data', data.simulated ? 'Simulated demo data' : 'As recorded'],
		['Area', data.area?.name ?? 'The whole organization'],
		['Quarter', `${quarter.name}, ${quarter.from} to ${quarter.to}`],
		['Compared with', `${before.name}, ${before.from} to ${before.to}`],
		['As of the end of', data.asOf],
		['As known at', data.knownAt],
		['First month of the fiscal year', String(calendar.firstMonth)],
		['Time zone', calendar.timeZone],
		['State', seal ? 'Sealed' : 'Draft: figures may still change'],
		...(seal
			? ([
					['Sealed at', seal.at],
					['Sealed by', seal.by]
				] as [string, string][])
			: []),
		...(sha256 === null ? [] : ([['SHA-256 of the sealed data', sha256]] as [string, string][])),
		...(data.narrative === null ? [] : ([['Narrative', data.narrative]] as [string, string][])),
		['Schema', data.schema]
	];
}

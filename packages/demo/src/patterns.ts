/** A way of working and the truth about how it spreads and what it does. The seed varies the numbers a little. */
export type Pattern = {
	key: string;
	name: string;
	kind: 'success' | 'failure';
	summary: string;
	coalition: string;
	/** Department that discovered it. */
	origin: string;
	/** Months after the first simulated day. */
	discovered: number;
	/** A team's hazard, per month, of taking it up: p of its own accord, q at full exposure to adopters. */
	p: number;
	q: number;
	/** Share of teams with any interest at all. */
	open: number;
	/** It works where the trait has one of these values; elsewhere teams take it up at this share of the hazard. */
	fit?: { trait: string; values: string[]; elsewhere: number };
	/** Median days from started to adopted. */
	effort: number;
	/** Chance of an adopter giving it up, in all its time. */
	lapse: number;
	/** Divisions whose leader does not back it, and how much that matters (0 not at all, 1 nothing moves). */
	unbacked: number;
	needsBacking: number;
	metric: string;
	/** Change in the metric, in its units, per team; grows linearly over so many months (0: at once). */
	effect: number;
	ramp: number;
	/** What its friends say it does. */
	claimed: number;
	/** EUR: per adopting team, of the coalition per adopting team, and once. */
	costs: { effort: number; support: number; 'one-off': number };
	/** Failures: months after the first day when people knew better. */
	exposed?: number;
};

export const PATTERNS: Pattern[] = [
	{
		key: 'trunk-based-development',
		name: 'Trunk-based development',
		kind: 'success',
		coalition: 'flow',
		origin: 'developer-experience',
		summary:
			'Everybody merges small changes into one branch at least daily. Start by limiting branches to two days, make the build fast (under ten minutes) and hide unfinished work behind toggles; drop release branches last.',
		discovered: 1.4,
		p: 0.055,
		q: 0.95,
		open: 1,
		effort: 62,
		lapse: 0.05,
		unbacked: 0,
		needsBacking: 0.3,
		metric: 'lead_time',
		effect: -3,
		ramp: 0,
		claimed: -4,
		costs: { effort: 5200, support: 1400, 'one-off': 18000 }
	},
	{
		key: 'feature-toggles',
		name: 'Feature toggles with an end date',
		kind: 'success',
		coalition: 'flow',
		origin: 'web-and-mobile',
		summary:
			'Release code dark and switch it on for a few customers first. Every toggle gets an owner and a removal date when it is created, and the build warns when the date has passed: without that, toggles pile up.',
		discovered: 6.2,
		p: 0.022,
		q: 0.34,
		open: 0.86,
		effort: 48,
		lapse: 0.12,
		unbacked: 1,
		needsBacking: 0.3,
		metric: 'releases',
		effect: 2.6,
		ramp: 0,
		claimed: 4,
		costs: { effort: 4200, support: 900, 'one-off': 25000 }
	},
	{
		key: 'contract-tests',
		name: 'Contract tests between services',
		kind: 'success',
		coalition: 'interfaces',
		origin: 'carrier-integration',
		summary:
			'The team that calls an interface writes down what it relies on as a test; the team that offers it runs that test on each change. Begin with the one interface that broke most often last quarter, not with all of them.',
		discovered: 19,
		p: 0.035,
		q: 1.3,
		open: 0.96,
		fit: { trait: 'architecture', values: ['services', 'data-pipeline'], elsewhere: 0.3 },
		effort: 58,
		lapse: 0.04,
		unbacked: 0,
		needsBacking: 0.3,
		metric: 'change_failure_rate',
		effect: -3.8,
		ramp: 6,
		claimed: -5,
		costs: { effort: 6400, support: 1800, 'one-off': 22000 }
	},
	{
		key: 'canary-releases',
		name: 'Canary releases with automatic rollback',
		kind: 'success',
		coalition: 'reliability',
		origin: 'cloud-platform',
		summary:
			'A new version gets five percent of the traffic for half an hour and is taken back by itself when errors or latency rise. Needs software that runs on Kubernetes and enough traffic to judge; elsewhere it costs more than it brings.',
		discovered: 2.6,
		p: 0.05,
		q: 0.6,
		open: 0.97,
		fit: { trait: 'deploys_on', values: ['kubernetes'], elsewhere: 0.06 },
		effort: 70,
		lapse: 0.05,
		unbacked: 0,
		needsBacking: 0.4,
		metric: 'change_failure_rate',
		effect: -4.6,
		ramp: 0,
		claimed: -5,
		costs: { effort: 9500, support: 3200, 'one-off': 45000 }
	},
	{
		key: 'on-call-handover',
		name: 'On-call rotation with handover notes',
		kind: 'success',
		coalition: 'reliability',
		origin: 'tracking',
		summary:
			'Rotate weekly and hand over in writing: what fired, what was silenced, what to watch. Fifteen minutes on Monday with both people present; the notes live beside the runbook, so that the next person starts informed.',
		discovered: 4.3,
		p: 0.03,
		q: 0.36,
		open: 0.95,
		fit: { trait: 'on_call', values: ['yes'], elsewhere: 0.15 },
		effort: 32,
		lapse: 0.08,
		unbacked: 1,
		needsBacking: 0.3,
		metric: 'incidents',
		effect: -1.6,
		ramp: 0,
		claimed: -2,
		costs: { effort: 1800, support: 500, 'one-off': 6000 }
	},
	{
		key: 'blameless-reviews',
		name: 'Blameless incident reviews',
		kind: 'success',
		coalition: 'learning',
		origin: 'last-mile',
		summary:
			'Within five days after an incident those involved tell what they saw and why their actions made sense at the time. Ask how, not who. Publish the story and at most three actions with owners; look at them again after a month.',
		discovered: 7.5,
		p: 0.022,
		q: 0.36,
		open: 0.9,
		effort: 60,
		lapse: 0.13,
		unbacked: 1,
		needsBacking: 0.5,
		metric: 'incidents',
		effect: -1.1,
		ramp: 6,
		claimed: -3,
		costs: { effort: 3600, support: 1500, 'one-off': 9000 }
	},
	{
		key: 'incident-pairing',
		name: 'Pairing on incidents',
		kind: 'success',
		coalition: 'reliability',
		origin: 'billing',
		summary:
			'Two people take each incident: one works, one observes, writes and calls for help. Pair across teams where services meet. It needs a leader who accepts two people on one problem, or it is the first thing to go in a busy week.',
		discovered: 9.1,
		p: 0.05,
		q: 0.75,
		open: 0.97,
		effort: 42,
		lapse: 0.04,
		unbacked: 3,
		needsBacking: 0.9,
		metric: 'unplanned_work',
		effect: -4.6,
		ramp: 0,
		claimed: -5,
		costs: { effort: 3400, support: 1100, 'one-off': 8000 }
	},
	{
		key: 'first-change-week-one',
		name: 'First change in week one',
		kind: 'success',
		coalition: 'learning',
		origin: 'people-systems',
		summary:
			'A newcomer releases a small real change in the first week, with a named buddy. Keep a list of prepared starter changes and a machine that is set up before day one; the buddy has half of that week free for it.',
		discovered: 10.4,
		p: 0.026,
		q: 0.42,
		open: 0.88,
		effort: 44,
		lapse: 0.1,
		unbacked: 1,
		needsBacking: 0.3,
		metric: 'onboarding_time',
		effect: -9,
		ramp: 0,
		claimed: -15,
		costs: { effort: 2600, support: 700, 'one-off': 12000 }
	},
	{
		key: 'team-cost-dashboard',
		name: 'Cost dashboard per team',
		kind: 'success',
		coalition: 'cloud-economics',
		origin: 'data-platform',
		summary:
			'Each team sees its own cloud bill weekly, by service, next to what its customers used. Tag everything first; show trends, not league tables. Savings come over two quarters as teams tidy up one thing after the other.',
		discovered: 13.2,
		p: 0.035,
		q: 0.5,
		open: 0.93,
		fit: { trait: 'deploys_on', values: ['kubernetes', 'virtual-machines'], elsewhere: 0.1 },
		effort: 50,
		lapse: 0.06,
		unbacked: 1,
		needsBacking: 0.5,
		metric: 'cloud_cost',
		effect: -2.3,
		ramp: 6,
		claimed: -3,
		costs: { effort: 3900, support: 1200, 'one-off': 40000 }
	},
	{
		key: 'discovery-interviews',
		name: 'Discovery interviews each sprint',
		kind: 'success',
		coalition: 'customer',
		origin: 'service-desk',
		summary:
			'Two people of the team talk with two customers each sprint, before anything is planned. Ask about the last time, not about wishes; share one page of quotes. Recruit through the service desk so that interviews never wait for a list.',
		discovered: 8.3,
		p: 0.035,
		q: 0.36,
		open: 0.7,
		effort: 46,
		lapse: 0.16,
		unbacked: 1,
		needsBacking: 0.3,
		metric: 'requests_answered',
		effect: 0,
		ramp: 0,
		claimed: 8,
		costs: { effort: 4800, support: 1300, 'one-off': 5000 }
	},
	{
		key: 'support-rota',
		name: 'Support rota inside the team',
		kind: 'success',
		coalition: 'customer',
		origin: 'partner-portal',
		summary:
			'One developer per week answers customer requests directly and may fix small things at once. The rota person takes no sprint work that week. Questions asked twice become an article; the service desk joins the Monday handover.',
		discovered: 31,
		p: 0.035,
		q: 0.45,
		open: 0.88,
		effort: 40,
		lapse: 0.04,
		unbacked: 2,
		needsBacking: 0.4,
		metric: 'requests_answered',
		effect: 7,
		ramp: 0,
		claimed: 12,
		costs: { effort: 3000, support: 1000, 'one-off': 4000 }
	},
	{
		key: 'story-point-targets',
		name: 'Story-point targets',
		kind: 'failure',
		coalition: 'flow',
		origin: 'quotes-and-tariffs',
		summary:
			'Teams were given a number of story points per sprint. Estimates grew, work was cut where it looked best and releases became rarer. Do not repeat: if output must be discussed, look at lead time and at what customers received.',
		discovered: 0.8,
		p: 0.12,
		q: 0.75,
		open: 0.92,
		effort: 30,
		lapse: 0.86,
		unbacked: 0,
		needsBacking: 0,
		metric: 'releases',
		effect: -1.7,
		ramp: 0,
		claimed: 2,
		costs: { effort: 2200, support: 600, 'one-off': 15000 },
		exposed: 20
	},
	{
		key: 'daily-cross-team-stand-up',
		name: 'Mandatory daily cross-team stand-up',
		kind: 'failure',
		coalition: 'learning',
		origin: 'picking-and-packing',
		summary:
			'Every team sent somebody to a daily half hour of status. Nobody could act on what they heard and days were cut in two. Do not repeat: meet where work really meets, when it does, and let teams choose.',
		discovered: 5.2,
		p: 0.06,
		q: 0.6,
		open: 0.75,
		effort: 18,
		lapse: 0.92,
		unbacked: 0,
		needsBacking: 0,
		metric: 'unplanned_work',
		effect: 2.6,
		ramp: 0,
		claimed: -3,
		costs: { effort: 6000, support: 300, 'one-off': 3000 },
		exposed: 14
	},
	{
		key: 'big-bang-rewrite',
		name: 'Big-bang rewrite of the booking core',
		kind: 'failure',
		coalition: 'interfaces',
		origin: 'freight-booking',
		summary:
			'The booking core, then services around it, were rewritten beside the old ones to be switched over in one night. Old and new ran in parallel for a year. Do not repeat: replace one slice at a time and switch each off as it goes.',
		discovered: 3.5,
		p: 0.045,
		q: 0.6,
		open: 0.7,
		fit: { trait: 'architecture', values: ['monolith', 'services'], elsewhere: 0.1 },
		effort: 95,
		lapse: 0.75,
		unbacked: 2,
		needsBacking: 0.6,
		metric: 'cloud_cost',
		effect: 3.4,
		ramp: 0,
		claimed: -4,
		costs: { effort: 24000, support: 4000, 'one-off': 120000 },
		exposed: 22
	}
];

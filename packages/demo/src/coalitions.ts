/** What a coalition is there to reach, in days from the last simulated day. */
type DemoGoal = {
	key: string;
	statement: string;
	domain: 'technology' | 'product' | 'organization';
	metric?: string;
	baseline?: number;
	target?: number;
	set: number;
	due: number;
	ended?: { after: number; as: 'reached' | 'invalid' | 'replaced' | 'dropped' };
};
/** What a coalition was told to look at, in days from the last simulated day. */
type DemoSignal = {
	kind: 'goal reached' | 'goal invalid' | 'mission off' | 'approach failing' | 'other';
	source: 'product' | 'missed';
	raised: number;
	words: string;
	decision?: { after: number; words: string };
};
/** A coalition: what it is there for, and who is in it by role, with what each holds (Representation, Influence, Sovereignty, Expertise). */
export type Coalition = {
	key: string;
	name: string;
	purpose: string;
	/** A management coalition spans areas. */
	management: boolean;
	/** In days from the last simulated day, as `from` and `until` of a member; no `from`: since it was founded. */
	founded: number;
	members: { role: string; area: string; rise: string; from?: number; until?: number }[];
	goals: DemoGoal[];
	signals: DemoSignal[];
};

const member = (role: string, area: string, rise: string, when: { from?: number; until?: number } = {}) => ({
	role,
	area,
	rise,
	...when
});

export const COALITIONS: Coalition[] = [
	{
		key: 'flow',
		name: 'Flow',
		purpose: 'That a change reaches the customer days after somebody needed it, not weeks',
		management: false,
		founded: -1060,
		members: [
			member('Head of Developer Experience', 'developer-experience', 'RIS'),
			member('Engineer, Build Pipelines', 'developer-experience', 'E'),
			member('Team lead, Web and Mobile', 'web-and-mobile', 'RE'),
			member('Release manager, Booking', 'freight-booking', 'RI', { from: -420 }),
			member('Head of Quotes and Tariffs', 'quotes-and-tariffs', 'IS', { until: -430 })
		],
		goals: [
			{
				key: 'flow-first',
				statement: 'Lead time for changes below 12 days on average',
				domain: 'technology',
				metric: 'lead_time',
				baseline: 12.5,
				target: 12,
				set: -1000,
				due: -600,
				ended: { after: -640, as: 'reached' }
			},
			{
				key: 'flow-now',
				statement: 'Lead time for changes below 8 days in every division',
				domain: 'technology',
				metric: 'lead_time',
				baseline: 12.2,
				target: 8,
				set: -620,
				due: 130
			}
		],
		signals: [
			{
				kind: 'goal reached',
				source: 'product',
				raised: -652,
				words: 'Lead time for changes reached 12 days.',
				decision: {
					after: -640,
					words: 'The goal is closed; the next one asks for 8 days in every division.'
				}
			},
			{
				kind: 'other',
				source: 'missed',
				raised: -95,
				words: 'Two divisions freeze releases for the whole peak season, and lead time waits with them.',
				decision: { after: -81, words: 'Ask both directors for a freeze of two weeks instead of six.' }
			}
		]
	},
	{
		key: 'reliability',
		name: 'Calm Nights',
		purpose: 'That nobody is woken at night by something that could have been prevented',
		management: true,
		founded: -1010,
		members: [
			member('Director of Transport Operations', 'transport-operations', 'IS'),
			member('Head of Cloud Platform', 'cloud-platform', 'RISE'),
			member('On-call engineer, Tracking', 'tracking', 'RE'),
			member('Team lead, Billing', 'billing', 'RE'),
			member('Incident manager', 'service-desk', 'IE', { from: -300 })
		],
		goals: [
			{
				key: 'reliability-now',
				statement: 'No more than 7 incidents per team and month',
				domain: 'technology',
				metric: 'incidents',
				baseline: 9.3,
				target: 7,
				set: -560,
				due: -52
			}
		],
		signals: [
			{
				kind: 'approach failing',
				source: 'missed',
				raised: -240,
				words: 'Handover notes are written and not read: the same alarms come back a week later.',
				decision: { after: -228, words: 'Pair on incidents first, and hand over in a conversation.' }
			}
		]
	},
	{
		key: 'interfaces',
		name: 'Interfaces That Hold',
		purpose: 'That a team can change its service without breaking somebody else’s',
		management: false,
		founded: -700,
		members: [
			member('Head of Carrier Integration', 'carrier-integration', 'RS'),
			member('Engineer, Carrier Gateway', 'carrier-integration', 'E'),
			member('Architect, Freight Booking', 'freight-booking', 'IE')
		],
		goals: [
			{
				key: 'interfaces-rewrite',
				statement: 'The booking monolith is replaced in one go',
				domain: 'technology',
				set: -690,
				due: -330,
				ended: { after: -540, as: 'invalid' }
			},
			{
				key: 'interfaces-now',
				statement: 'Change failure rate below 17 percent',
				domain: 'technology',
				metric: 'change_failure_rate',
				baseline: 20.4,
				target: 17,
				set: -530,
				due: 220
			}
		],
		signals: [
			{
				kind: 'goal invalid',
				source: 'missed',
				raised: -555,
				words: 'The rewrite would take three years; nobody believes in its date any more.',
				decision: { after: -540, words: 'Stop, tell others why, and make changes safe where they are made.' }
			}
		]
	},
	{
		key: 'learning',
		name: 'Learning Organization',
		purpose: 'That the organization learns from each incident and each newcomer, once',
		management: true,
		founded: -980,
		members: [
			member('Head of People Systems', 'people-systems', 'RIS'),
			member('Coach, Last Mile', 'last-mile', 'RE'),
			member('Director of Warehouse Systems', 'warehouse-systems', 'IS'),
			member('Team lead, Picking and Packing', 'picking-and-packing', 'R')
		],
		goals: [
			{
				key: 'learning-newcomers',
				statement: 'A newcomer is productive within 42 days',
				domain: 'organization',
				metric: 'onboarding_time',
				baseline: 46.6,
				target: 42,
				set: -760,
				due: 24
			},
			{
				key: 'learning-incidents',
				statement: 'No incident happens twice for the same cause',
				domain: 'organization',
				set: -400,
				due: 190
			}
		],
		signals: []
	},
	{
		key: 'customer',
		name: 'Closer to Customers',
		purpose: 'That what customers ask for reaches those who can do something about it',
		management: false,
		founded: -880,
		members: [
			member('Head of Service Desk', 'service-desk', 'RIS'),
			member('Product manager, Partner Portal', 'partner-portal', 'RE'),
			member('Researcher, Web and Mobile', 'web-and-mobile', 'E')
		],
		goals: [
			{
				key: 'customer-survey',
				statement: 'Every team reads the customer survey once a quarter',
				domain: 'product',
				set: -870,
				due: -500,
				ended: { after: -610, as: 'replaced' }
			},
			{
				key: 'customer-now',
				statement: 'Three of four customer requests answered within a week',
				domain: 'product',
				metric: 'requests_answered',
				baseline: 61.3,
				target: 75,
				set: -605,
				due: 70
			}
		],
		signals: [
			{
				kind: 'other',
				source: 'missed',
				raised: -140,
				words: 'Portside answers its customers by telephone, and its figures do not show it.'
			}
		]
	},
	{
		// Nobody in it holds sovereignty: a gap that the product should show.
		key: 'cloud-economics',
		name: 'Cloud Economics',
		purpose: 'That teams know what their software costs to run, and decide with it',
		management: false,
		founded: -690,
		members: [
			member('Data engineer, Data Platform', 'data-platform', 'RE'),
			member('Controller, Cost Accounting', 'ledger-and-reporting', 'IE')
		],
		goals: [
			{
				key: 'cloud-economics-now',
				statement: 'Cloud cost per team 15 percent lower than when it began',
				domain: 'organization',
				metric: 'cloud_cost',
				baseline: 20.3,
				target: 17.3,
				set: -660,
				due: 40
			}
		],
		signals: []
	}
];

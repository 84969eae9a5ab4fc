/** A coalition: what it is there to reach, and who is in it by role, with what each holds (Representation, Influence, Sovereignty, Expertise). */
export type Coalition = {
	key: string;
	name: string;
	goal: string;
	domain: 'technology' | 'product' | 'organization';
	/** A management coalition spans areas. */
	management: boolean;
	members: { role: string; area: string; rise: string }[];
};

const member = (role: string, area: string, rise: string) => ({ role, area, rise });

export const COALITIONS: Coalition[] = [
	{
		key: 'flow',
		name: 'Flow',
		domain: 'technology',
		management: false,
		goal: 'Lead time for changes below 8 days in every division by the end of 2026',
		members: [
			member('Head of Developer Experience', 'developer-experience', 'RIS'),
			member('Engineer, Build Pipelines', 'developer-experience', 'E'),
			member('Team lead, Web and Mobile', 'web-and-mobile', 'RE'),
			member('Release manager, Booking', 'freight-booking', 'RI')
		]
	},
	{
		key: 'reliability',
		name: 'Calm Nights',
		domain: 'technology',
		management: true,
		goal: 'No more than 5 incidents per team and month by mid 2026',
		members: [
			member('Director of Transport Operations', 'transport-operations', 'IS'),
			member('Head of Cloud Platform', 'cloud-platform', 'RISE'),
			member('On-call engineer, Tracking', 'tracking', 'RE'),
			member('Team lead, Billing', 'billing', 'RE'),
			member('Incident manager', 'service-desk', 'IE')
		]
	},
	{
		key: 'interfaces',
		name: 'Interfaces That Hold',
		domain: 'technology',
		management: false,
		goal: 'Change failure rate below 12 percent by the end of 2026',
		members: [
			member('Head of Carrier Integration', 'carrier-integration', 'RS'),
			member('Engineer, Carrier Gateway', 'carrier-integration', 'E'),
			member('Architect, Freight Booking', 'freight-booking', 'IE')
		]
	},
	{
		key: 'learning',
		name: 'Learning Organization',
		domain: 'organization',
		management: true,
		goal: 'A newcomer is productive within 30 days, and no incident happens twice for the same cause',
		members: [
			member('Head of People Systems', 'people-systems', 'RIS'),
			member('Coach, Last Mile', 'last-mile', 'RE'),
			member('Director of Warehouse Systems', 'warehouse-systems', 'IS'),
			member('Team lead, Picking and Packing', 'picking-and-packing', 'R')
		]
	},
	{
		key: 'customer',
		name: 'Closer to Customers',
		domain: 'product',
		management: false,
		goal: 'Three of four customer requests answered within a week by the end of 2026',
		members: [
			member('Head of Service Desk', 'service-desk', 'RIS'),
			member('Product manager, Partner Portal', 'partner-portal', 'RE'),
			member('Researcher, Web and Mobile', 'web-and-mobile', 'E')
		]
	},
	{
		// Nobody in it holds sovereignty: a gap that the product should show.
		key: 'cloud-economics',
		name: 'Cloud Economics',
		domain: 'organization',
		management: false,
		goal: 'Cloud cost per team 15 percent lower than in 2024 by mid 2026',
		members: [
			member('Data engineer, Data Platform', 'data-platform', 'RE'),
			member('Controller, Cost Accounting', 'ledger-and-reporting', 'IE')
		]
	}
];

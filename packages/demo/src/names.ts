/** An area of the company and the names of teams that may exist in it; the seed decides which do. */
export type Department = { name: string; teams: string[] };
export type Division = {
	name: string;
	/** Shares of its teams by where their software runs, in the order of `HOSTS`. */
	hosts: [number, number, number, number];
	/** Share of teams whose users are customers. */
	customers: number;
	departments: Department[];
	/** Teams right below the division: an area with one level less. */
	teams?: string[];
	/** Bought by the company so many months after the three years began. */
	joinedMonth?: number;
};

export const HOSTS = ['kubernetes', 'virtual-machines', 'mainframe', 'saas'];

const department = (name: string, ...teams: string[]): Department => ({ name, teams });

export const COMPANY = 'Larkhaven Logistics';

export const DIVISIONS: Division[] = [
	{
		name: 'Booking and Pricing',
		hosts: [0.55, 0.3, 0.15, 0],
		customers: 0.5,
		departments: [
			department(
				'Freight Booking',
				'Booking Core',
				'Booking Changes',
				'Sea Freight',
				'Air Freight',
				'Rail Freight',
				'Dangerous Goods',
				'Bulk Orders'
			),
			department(
				'Quotes and Tariffs',
				'Instant Quotes',
				'Tariff Engine',
				'Surcharges',
				'Fuel Index',
				'Rate Import',
				'Spot Market'
			),
			department(
				'Customer Contracts',
				'Contract Terms',
				'Key Accounts',
				'Renewals',
				'Credit Checks',
				'Discount Rules'
			),
			department(
				'Capacity Planning',
				'Slot Allocation',
				'Demand Forecast',
				'Overbooking',
				'Season Planning',
				'Lane Design'
			)
		]
	},
	{
		name: 'Transport Operations',
		hosts: [0.6, 0.35, 0.05, 0],
		customers: 0.2,
		departments: [
			department(
				'Linehaul',
				'Night Network',
				'Trailer Yard',
				'Driver Rosters',
				'Fuel and Tolls',
				'Hub Transfers',
				'Load Building'
			),
			department(
				'Last Mile',
				'Route Planning',
				'Courier App',
				'Proof of Delivery',
				'Parcel Lockers',
				'Delivery Windows',
				'City Depots',
				'Failed Deliveries'
			),
			department(
				'Carrier Integration',
				'Carrier Gateway',
				'Label Printing',
				'Ocean Messaging',
				'Carrier Scorecards',
				'Pickup Requests'
			),
			department(
				'Customs and Trade',
				'Import Declarations',
				'Export Declarations',
				'Duty Calculation',
				'Sanctions Screening',
				'Bonded Storage'
			)
		]
	},
	{
		name: 'Warehouse Systems',
		hosts: [0.35, 0.6, 0.05, 0],
		customers: 0.1,
		departments: [
			department(
				'Inventory',
				'Stock Ledger',
				'Cycle Counting',
				'Replenishment',
				'Lot Tracking',
				'Cold Storage',
				'Stock Sync'
			),
			department(
				'Picking and Packing',
				'Pick Paths',
				'Pack Stations',
				'Wave Planning',
				'Handheld App',
				'Parcel Dimensions',
				'Gift Services'
			),
			department(
				'Automation',
				'Conveyor Control',
				'Robot Fleet',
				'Sorter Software',
				'Device Telemetry',
				'Shuttle Systems'
			),
			department('Returns', 'Returns Intake', 'Refurbishing', 'Refund Triggers', 'Returns Portal')
		]
	},
	{
		name: 'Customer Experience',
		hosts: [0.85, 0.1, 0, 0.05],
		customers: 0.9,
		departments: [
			department(
				'Web and Mobile',
				'Shop Front',
				'Mobile App',
				'Checkout',
				'Accounts',
				'Design System',
				'Search and Help',
				'Content Studio'
			),
			department(
				'Tracking',
				'Track and Trace',
				'Arrival Estimates',
				'Notifications',
				'Map Services',
				'Exception Alerts',
				'Event Stream'
			),
			department(
				'Service Desk',
				'Case Handling',
				'Chat and Voice',
				'Claims',
				'Knowledge Articles',
				'Feedback and Surveys'
			),
			department(
				'Partner Portal',
				'Partner Onboarding',
				'Partner API',
				'Self Service',
				'Merchant Plugins',
				'Partner Reports'
			)
		]
	},
	{
		name: 'Finance and Corporate',
		hosts: [0.15, 0.3, 0.25, 0.3],
		customers: 0.1,
		departments: [
			department(
				'Billing',
				'Invoicing',
				'Payments',
				'Dunning',
				'Billing Disputes',
				'Tax Engine',
				'E-Invoicing'
			),
			department(
				'Ledger and Reporting',
				'General Ledger',
				'Cost Accounting',
				'Group Reporting',
				'Treasury',
				'Audit Trail'
			),
			department('People Systems', 'Payroll', 'Shift Pay', 'Recruiting Tools', 'Learning Platform')
		]
	},
	{
		name: 'Technology Platform',
		hosts: [0.85, 0.15, 0, 0],
		customers: 0,
		departments: [
			department(
				'Cloud Platform',
				'Cluster Operations',
				'Networking',
				'Databases',
				'Observability',
				'Cloud Accounts',
				'Edge Sites'
			),
			department(
				'Developer Experience',
				'Build Pipelines',
				'Test Environments',
				'Service Templates',
				'Developer Portal',
				'Release Tools'
			),
			department(
				'Data Platform',
				'Data Lake',
				'Streaming',
				'Reporting Layer',
				'Forecast Models',
				'Master Data',
				'Data Quality'
			),
			department(
				'Security and Identity',
				'Single Sign-On',
				'Secrets and Keys',
				'Fraud Signals',
				'Vulnerability Response',
				'Access Reviews'
			)
		]
	},
	{
		name: 'Portside Forwarding',
		hosts: [0.2, 0.5, 0, 0.3],
		customers: 0.4,
		departments: [],
		teams: [
			'Portside Bookings',
			'Portside Billing',
			'Port Agents',
			'Vessel Schedules',
			'Container Pool',
			'Demurrage'
		],
		joinedMonth: 21
	}
];

/** Teams that are two squads each, where they exist: an area with one level more. */
export const SQUADS: Record<string, [string, string]> = {
	'Booking Core': ['Booking Engine', 'Booking Migration'],
	'Mobile App': ['Mobile iOS', 'Mobile Android'],
	'Robot Fleet': ['Fleet Control', 'Fleet Safety'],
	Streaming: ['Stream Processing', 'Stream Connectors']
};

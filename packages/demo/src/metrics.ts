/** A figure that every team reports each month, and how the simulation makes it. */
export type Metric = {
	key: string;
	name: string;
	unit: string;
	direction: 'up' | 'down';
	/** EUR that one unit better is worth to one team for one month of having it. */
	valuePerUnit: number;
	/** Mean of the teams' own levels, and their standard deviation. */
	level: number;
	levelSd: number;
	/** Standard deviation of the noise of a team's month, and of the shock that all teams share in a month. */
	noise: number;
	shock: number;
	/** Drift per year that all teams share. */
	drift: number;
	decimals: number;
};

export const METRICS: Metric[] = [
	{
		key: 'lead_time',
		name: 'Lead time for changes',
		unit: 'days',
		direction: 'down',
		valuePerUnit: 320,
		level: 13,
		levelSd: 2,
		noise: 1.3,
		shock: 0.5,
		drift: -0.3,
		decimals: 1
	},
	{
		key: 'change_failure_rate',
		name: 'Change failure rate',
		unit: 'percent',
		direction: 'down',
		valuePerUnit: 380,
		level: 21,
		levelSd: 2.5,
		noise: 2,
		shock: 0.6,
		drift: 0.2,
		decimals: 1
	},
	{
		key: 'incidents',
		name: 'Incidents',
		unit: 'per month',
		direction: 'down',
		valuePerUnit: 900,
		level: 9,
		levelSd: 1.4,
		noise: 1,
		shock: 0.5,
		drift: 0.3,
		decimals: 0
	},
	{
		key: 'unplanned_work',
		name: 'Unplanned work',
		unit: 'percent of capacity',
		direction: 'down',
		valuePerUnit: 420,
		level: 30,
		levelSd: 4,
		noise: 2.6,
		shock: 0.9,
		drift: 0.5,
		decimals: 1
	},
	{
		key: 'onboarding_time',
		name: 'Onboarding time',
		unit: 'days',
		direction: 'down',
		valuePerUnit: 70,
		level: 46,
		levelSd: 6,
		noise: 4.5,
		shock: 1,
		drift: -0.5,
		decimals: 0
	},
	{
		key: 'cloud_cost',
		name: 'Cloud cost',
		unit: 'thousand EUR per month',
		direction: 'down',
		valuePerUnit: 1000,
		level: 19,
		levelSd: 2.8,
		noise: 1.2,
		shock: 0.4,
		drift: 1.2,
		decimals: 1
	},
	{
		key: 'requests_answered',
		name: 'Customer requests answered within a week',
		unit: 'percent',
		direction: 'up',
		valuePerUnit: 85,
		level: 62,
		levelSd: 6,
		noise: 4.5,
		shock: 1.5,
		drift: -0.4,
		decimals: 1
	},
	{
		key: 'releases',
		name: 'Releases',
		unit: 'per month',
		direction: 'up',
		valuePerUnit: 160,
		level: 14,
		levelSd: 1.8,
		noise: 1.4,
		shock: 0.5,
		drift: 0.4,
		decimals: 0
	}
];

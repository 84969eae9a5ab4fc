import { DEMO, simulate } from '@app/demo';
import { expect, test } from 'vitest';
import { histories, records } from './reading.ts';

const { files } = simulate(DEMO);
const all = Object.entries(files);
const events = records(files['adoption_events.csv']);
const keys = (rows: Record<string, string>[], column: string) => new Set(rows.map((row) => row[column]!));

/** What may follow on each stage, by the words of domain.md; nothing on nothing. */
const NEXT: Record<string, string[]> = {
	'': ['observed', 'identified', 'adopted'],
	observed: ['identified', 'agreed'],
	identified: ['agreed', 'started', 'declined'],
	agreed: ['started', 'declined'],
	started: ['adopted', 'abandoned'],
	adopted: ['sustained', 'abandoned'],
	sustained: ['abandoned'],
	declined: ['agreed'],
	abandoned: ['started']
};

test('adoptions go through their stages in a legal order', () => {
	const steps = [...histories(files['adoption_events.csv']).values()].flatMap((history) =>
		history.map(({ stage }, i) => `${history[i - 1]?.stage ?? ''} > ${stage}`)
	);
	const legal = Object.entries(NEXT).flatMap(([from, to]) => to.map((stage) => `${from} > ${stage}`));
	expect([...new Set(steps)].sort()).toEqual(legal.sort());
});

test('every key that a file mentions exists', () => {
	const known = {
		team_key: keys(records(files['teams.csv']), 'team_key'),
		pattern_key: keys(records(files['patterns.csv']), 'pattern_key'),
		metric_key: keys(records(files['metrics.csv']), 'metric_key'),
		coalition_key: keys(records(files['coalitions.csv']), 'coalition_key'),
		person_key: keys(records(files['people.csv']), 'person_key'),
		area_key: keys(records(files['teams.csv']), 'team_key')
	};
	const unknown = all.flatMap(([name, { header, rows }]) =>
		header.flatMap((column, i) => {
			const kind = Object.entries(known).find(
				([key]) => column.endsWith(key) || (key === 'team_key' && column === 'parent_key')
			);
			return kind
				? rows.filter((row) => row[i] !== '' && !kind[1].has(row[i]!)).map((row) => `${name}: ${row[i]}`)
				: [];
		})
	);
	expect(unknown).toEqual([]);
});

test('keys are unique, and a figure is given once per team and month', () => {
	for (const name of ['teams.csv', 'patterns.csv', 'metrics.csv', 'people.csv', 'goals.csv'] as const) {
		expect(new Set(files[name].rows.map(([key]) => key)).size).toBe(files[name].rows.length);
	}
	const figures = files['measurements.csv'].rows.map((row) => row.slice(0, 3).join());
	expect(new Set(figures).size).toBe(figures.length);
});

test('dates are real, none is after the last day, and events happen on working days', () => {
	// what is planned lies ahead
	const dates = all.flatMap(([name, { header, rows }]) =>
		header.flatMap((column, i) =>
			/_(on|from)$/.test(column) &&
			!['target_on', 'due_on', 'until_on'].includes(column) &&
			name !== 'capacities.csv'
				? rows.map((row) => row[i]!)
				: []
		)
	);
	const filled = [...new Set(dates)].filter((date) => date !== '');
	expect(
		filled.filter((date) => new Date(date).toISOString().slice(0, 10) !== date || date > DEMO.until)
	).toEqual([]);
	expect(events.filter(({ occurred_on }) => new Date(occurred_on!).getUTCDay() % 6 === 0)).toEqual([]);
});

test('nothing happens before the pattern was discovered or the team had joined', () => {
	const joined = new Map(files['teams.csv'].rows.map((row) => [row[0], row[5]!]));
	const discovered = new Map(files['patterns.csv'].rows.map((row) => [row[0], row[4]!]));
	const early = events.filter(
		({ team_key, pattern_key, occurred_on }) =>
			occurred_on! < joined.get(team_key)! || occurred_on! < discovered.get(pattern_key)!
	);
	expect(early).toEqual([]);
	const measured = records(files['measurements.csv']);
	expect(measured.filter(({ team_key, measured_on }) => measured_on! <= joined.get(team_key)!)).toEqual([]);
});

test('values are plausible: no negative figure, no share above 100 percent', () => {
	const values = records(files['measurements.csv']);
	expect(values.filter(({ value }) => !(Number(value) >= 0))).toHaveLength(0);
	const percent = keys(
		records(files['metrics.csv']).filter(({ unit }) => unit!.startsWith('percent')),
		'metric_key'
	);
	expect(values.filter(({ metric_key, value }) => percent.has(metric_key!) && Number(value) > 100)).toEqual(
		[]
	);
});

test('no more is used and released than was agreed, and something is used up, short, withheld and unowned', () => {
	const keyOf = (row: Record<string, string>) =>
		[row['pattern_key'], row['team_key'], row['agreed_on']].join();
	const logged = Map.groupBy(records(files['support_log.csv']), keyOf);
	const agreements = records(files['agreements.csv']);
	const left = agreements
		.filter(({ kind }) => kind !== 'none')
		.map((row) => {
			const gone = (logged.get(keyOf(row)) ?? []).reduce((sum, { amount }) => sum + Number(amount), 0);
			return Number(row['amount']) - gone;
		});
	expect(Math.min(...left)).toBe(0);
	expect(left.some((each) => each > 0)).toBe(true);
	expect([...logged.keys()].filter((key) => !agreements.some((row) => keyOf(row) === key))).toEqual([]);
	expect(agreements.some(({ kind, owner_key }) => kind !== 'none' && owner_key === '')).toBe(true);
	const stances = records(files['backings.csv']);
	expect(stances.filter(({ stance }) => stance === 'withheld')).toHaveLength(1);
	expect(stances.some(({ coalition_key }) => coalition_key !== '')).toBe(true);
	expect(stances.every(({ person_key }) => person_key !== '')).toBe(true);
});

test('teams plan and check in about what is under way, and who is stuck says why', () => {
	const checkIns = records(files['check_ins.csv']);
	const stuck = checkIns.filter(({ state }) => state === 'stuck');
	expect(stuck.length).toBeGreaterThan(3);
	expect(stuck.every(({ because }) => because !== '')).toBe(true);
	expect(new Set(checkIns.map(({ state }) => state))).toEqual(new Set(['on track', 'slow', 'stuck']));
	const own = checkIns.map((row) => [row['pattern_key'], row['team_key'], row['checked_on']].join());
	expect(new Set(own).size).toBe(own.length);
	expect(records(files['adoption_plans.csv']).some(({ owner_key }) => owner_key === '')).toBe(true);
	expect(files['comments.csv'].rows.length).toBeGreaterThan(10);
});

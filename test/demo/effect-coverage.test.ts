import { effectAfter, simulate, type Demo } from '@app/demo';
import { expect, test } from 'vitest';
import { adoptionEffect } from '../../apps/api/src/roi/effect.ts';
import { mean, month, records } from './reading.ts';

type Series = Parameters<typeof adoptionEffect>[0];
type Adopters = Parameters<typeof adoptionEffect>[1];

/** COVERAGE=100 for the figure to trust; fewer organizations leave room for chance. */
const ORGANIZATIONS = Number(process.env['COVERAGE'] ?? 10);
const UNTIL = '2026-09-30';

/** What the product's queries give, from the files. */
function panels({ files, truth }: Demo) {
	const adoptions = Map.groupBy(
		records(files['adoption_events.csv']),
		({ pattern_key, team_key }) => `${pattern_key} ${team_key}`
	);
	const measured = Map.groupBy(records(files['measurements.csv']), ({ metric_key }) => metric_key!);
	return truth.effects.map((effect) => {
		const teams = Map.groupBy(measured.get(effect.metric)!, ({ team_key }) => team_key!);
		const series: Series = [...teams].map(([team, own]) => ({
			team,
			at: own.map(({ measured_on }) => month(measured_on!)),
			value: own.map(({ value }) => Number(value))
		}));
		const adopters: Adopters = [...teams.keys()].flatMap((team) => {
			const events = adoptions.get(`${effect.pattern} ${team}`) ?? [];
			const first = (stage: string, from = '') =>
				events.find((event) => event.stage === stage && event.occurred_on! > from)?.occurred_on;
			const adoptedOn = first('adopted');
			if (!adoptedOn) return [];
			const lapsedOn = first('abandoned', adoptedOn);
			return { team, adoptedAt: month(adoptedOn), lapsedAt: lapsedOn ? month(lapsedOn) : null };
		});
		return { effect, series, adopters };
	});
}

/** The mean of the true effect over the quarters of use that the estimate rests on. */
function truthBehind(effect: Demo['truth']['effects'][number], first: number, adopters: Adopters): number {
	const last = month(UNTIL);
	return mean(
		adopters.flatMap(({ adoptedAt, lapsedAt }) => {
			if (adoptedAt < first) return [];
			const until = lapsedAt === null ? last : lapsedAt - 1;
			return Array.from({ length: Math.max(0, until - adoptedAt) }, (_, i) => effectAfter(effect, i + 1));
		})
	);
}

test(
	`intervals at 90 % hold the true effect in about 90 of 100 cases (${ORGANIZATIONS} organizations)`,
	{ timeout: 20_000 + ORGANIZATIONS * 10_000 },
	() => {
		const hits: boolean[] = [];
		const doubted: boolean[] = [];
		let refused = 0;
		for (let seed = 1; seed <= ORGANIZATIONS; seed++) {
			for (const { effect, series, adopters } of panels(simulate({ seed, until: UNTIL }))) {
				const {
					measured: { interval },
					study
				} = adoptionEffect(series, adopters, 'month');
				if (!interval) {
					refused++;
					continue;
				}
				const truth = truthBehind(effect, series[0]!.at[0]!, adopters);
				hits.push(interval.lower <= truth && truth <= interval.upper);
				if (study?.preTrend) doubted.push(study.preTrend.p < 0.05);
			}
		}
		const share = (list: boolean[]) => list.filter(Boolean).length / list.length;
		console.log(
			`effects: ${(100 * share(hits)).toFixed(1)} of 100 intervals hold the truth (${hits.length} intervals, ` +
				`${refused} refused); ${(100 * share(doubted)).toFixed(1)} of 100 parallel histories are doubted`
		);
		const room = 3 * Math.sqrt((0.9 * 0.1) / hits.length);
		expect(share(hits)).toBeGreaterThan(0.88 - room);
		expect(share(hits)).toBeLessThan(0.92 + room);
		expect(share(doubted)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / doubted.length) + 0.02);
	}
);

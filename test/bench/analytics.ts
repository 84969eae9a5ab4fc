/** npx node test/bench/analytics.ts: medians of the figures whose speed people wait for. */
import {
	aalenJohansen,
	bassFit,
	groupTimeEffects,
	kaplanMeier,
	simulateModel,
	summarize,
	survivalQuantile,
	uniformDraws,
	type Distribution
} from '../../packages/analytics/src/index.ts';

/** Wall and processor time: on a busy machine only the latter says how fast the code is. */
function bench(name: string, limit: number, run: () => unknown, times = 9): void {
	const taken = Array.from({ length: times }, () => {
		const [start, used] = [performance.now(), process.cpuUsage()];
		run();
		const { user, system } = process.cpuUsage(used);
		return { wall: performance.now() - start, cpu: (user + system) / 1000 };
	});
	const median = (of: 'wall' | 'cpu') => taken.map((one) => one[of]).sort((a, b) => a - b)[times >> 1]!;
	const [wall, cpu] = [median('wall'), median('cpu')];
	console.log(
		`${wall <= limit ? 'ok  ' : 'SLOW'} ${name}: ${wall.toFixed(1)} ms, processor ${cpu.toFixed(1)} ms (limit ${limit})`
	);
	if (wall > limit) process.exitCode = 1;
}

const n = 100_000;
const time = uniformDraws(n, 1, 0).map((u) => -60 * Math.log(u));
const event = Uint8Array.from(uniformDraws(n, 1, 1), (u) => (u < 0.6 ? 1 : 0));
const days = time.map(Math.ceil);
const cause = Uint8Array.from(uniformDraws(n, 1, 2), (u) => Math.floor(u * 3));
const median = (durations: Float64Array) => survivalQuantile(kaplanMeier({ time: durations, event }), 0.5);
const loglog = (durations: Float64Array) => ({ ...median(durations).loglog });
bench('Kaplan-Meier and median, 100,000 durations, all different', 50, () => median(time).t);
bench('the same with the log-log limits of the median', 50, () => loglog(time));
bench('Kaplan-Meier and median, 100,000 durations in days', 50, () => median(days));
bench('Aalen-Johansen, 100,000 durations in days, 2 causes', 50, () => aalenJohansen({ time: days, cause }));

const [teams, months] = [5_000, 60];
const starts = uniformDraws(teams, 2, 0);
const firstTreated = Array.from(starts, (u) =>
	u < 0.3 ? null : 2 + Math.floor(((u - 0.3) / 0.7) * (months - 1))
);
const y = Array.from({ length: teams }, (_, i) => uniformDraws(months, 3, i));
const times = Array.from({ length: months }, (_, t) => t + 1);
const effects = (control: 'never' | 'notyet') => groupTimeEffects({ times, firstTreated, y }, { control });
bench('group-time effects, 5,000 teams x 60 months, never', 1000, () => effects('never'), 5);
bench('group-time effects, 5,000 teams x 60 months, notyet', 1000, () => effects('notyet'), 5);

const kinds: Distribution[] = [
	{ kind: 'triangular', min: 1, mode: 2, max: 6 },
	{ kind: 'pert', min: 1, mode: 2, max: 6 },
	{ kind: 'lognormal', p10: 1, p90: 6 },
	{ kind: 'normal', mean: 3, sd: 1 }
];
const inputs = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`input${i}`, kinds[i % 4]!]));
const names = Object.keys(inputs);
const formula = (x: Record<string, number>) => {
	let sum = 0;
	for (const name of names) sum += x[name]!;
	return sum;
};
bench('Monte Carlo, 100,000 draws of 20 inputs, with its summary', 500, () =>
	summarize(simulateModel(inputs, formula, { draws: n }))
);
bench('Bass fit, 24 quarters', 100, () =>
	bassFit(Array.from({ length: 24 }, (_, t) => 100 * Math.exp(-(((t - 9) / 5) ** 2)) + 3))
);

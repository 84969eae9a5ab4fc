/** npm run golden -- FOLDER: runs every case of a folder in the golden format; exits 1 where one misses. */
import { goldenCases, report, runCase } from './analytics/golden/run.ts';

const folder = process.argv[2];
if (!folder) {
	console.error('usage: npm run golden -- FOLDER');
	process.exit(2);
}
const outcomes = goldenCases(folder).map(runCase);
for (const outcome of outcomes) console.log(report(outcome));
const missed = outcomes.filter(({ misses, problems }) => misses.length + problems.length > 0);
const fields = outcomes.reduce((sum, outcome) => sum + outcome.fields, 0);
console.log(`${outcomes.length - missed.length} of ${outcomes.length} cases pass, ${fields} fields compared`);
process.exitCode = missed.length > 0 || outcomes.length === 0 ? 1 : 0;

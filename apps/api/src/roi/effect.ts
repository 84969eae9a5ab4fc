import { groupTimeEffects, tQuantile, type GroupTimeEffects } from '@app/analytics';
import type { PanelRow } from '@app/db';

/** Fewer teams than this on either side make no estimate. */
const ENOUGH = 5;
const CONFIDENCE = 0.9;

/** The mean change of a metric in a team that adopted, with its 90 % interval; or what is missing for an estimate. */
export type AdoptionEffect = {
	adopters: number;
	controls: number;
	estimate: number | null;
	interval: { lower: number; upper: number } | null;
	tooLittle: string | null;
	/** Effects by periods since adoption, and all that goes with them; null where there is no estimate. */
	study: GroupTimeEffects | null;
};

/** A panel without gaps: teams that were measured in every period. */
function balanced(rows: PanelRow[]) {
	const periods = [...new Set(rows.flatMap((row) => row.on))].sort();
	const whole = rows.filter((row) => row.on.length === periods.length);
	return {
		periods,
		teams: whole.map(({ adoptedOn, value }) => {
			// the period of adopting is neither before nor after: the first full period counts as treated
			const next = adoptedOn === null ? -1 : periods.findIndex((period) => period > adoptedOn);
			return { value, firstTreated: adoptedOn === null ? null : next < 0 ? periods.length : next };
		})
	};
}

/**
 * What adopting did to a metric: every team's change against that of teams that had not adopted yet in the same
 * periods, averaged over groups and periods since adoption.
 */
export function adoptionEffect(rows: PanelRow[]): AdoptionEffect {
	const { periods, teams } = balanced(rows);
	const adopted = teams.filter(
		(team) => team.firstTreated !== null && team.firstTreated > 1 && team.firstTreated < periods.length
	).length;
	const controls = teams.filter((team) => team.firstTreated === null || team.firstTreated > 1).length;
	const counts = { adopters: adopted, controls };
	const none = { ...counts, estimate: null, interval: null, study: null };
	if (adopted < ENOUGH || controls - adopted < ENOUGH) {
		return {
			...none,
			tooLittle: `${adopted} adopting and ${controls - adopted} other teams were measured all along; ${ENOUGH} of each are needed.`
		};
	}
	const study = groupTimeEffects(
		{
			times: periods.map((_, i) => i),
			firstTreated: teams.map((team) => team.firstTreated),
			y: teams.map((team) => team.value)
		},
		{ control: 'notyet', base: 'universal', anticipation: 1 }
	);
	if (study.kind === 'too-little') return { ...none, tooLittle: `There are no ${study.missing}.` };
	const overall = study.dynamic.overall;
	if (!overall) return { ...none, tooLittle: 'No team was measured for a full period after adopting.' };
	const width = tQuantile(CONFIDENCE, adopted - 1) * overall.se;
	return {
		...counts,
		estimate: overall.att,
		interval: { lower: overall.att - width, upper: overall.att + width },
		tooLittle: null,
		study
	};
}

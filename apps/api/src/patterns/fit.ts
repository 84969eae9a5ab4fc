import { wilsonInterval } from '@app/analytics';
import { FITS, type FitQuery, type PatternFit } from '@app/contract';
import * as db from '@app/db';
import { boundaryWords, conditionWords, fitOf, holds, type Fit } from '@app/track';
import { areaFor, named, patternFor } from '../known.ts';

/** More than anybody states of one pattern. */
const MOST = 1000;
const CONFIDENCE = 0.9;
const IN_USE = ['adopted', 'sustained'];

type Record = PatternFit['conditions'][number]['record'];
type Team = db.TeamContext & Fit<Record>;

/** Where a pattern works and breaks as it is stated, what speaks for that, and how the teams of an area lie to it. */
export async function patternFit(
	database: db.Db,
	key: string,
	asOf: string,
	{ team, fit, page = 1, pageSize = 100 }: FitQuery
): Promise<PatternFit> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	const [{ records }, contexts] = await Promise.all([
		db.recordsOf(database, 'conditions', { pattern: key }, { limit: MOST, offset: 0 }),
		db.teamContexts(database, pattern.id, area.id, asOf)
	]);
	const conditions = records as unknown as Record[];
	const teams = contexts.map((context): Team => ({ ...context, ...fitOf(conditions, context.traits) }));
	const asked = teams
		.filter((own) => fit === undefined || own.fit === fit)
		.sort((a, b) => Number(isMisapplied(b)) - Number(isMisapplied(a)));
	return {
		...{ asOf, area: named(area), pattern: { key, name: pattern.name } },
		conditions: conditions.map((record) => ({
			...{ record, words: conditionWords(record) },
			where: lasted(contexts.filter(({ traits }) => holds(record, traits[record.trait]) === true)),
			otherwise: lasted(contexts.filter(({ traits }) => holds(record, traits[record.trait]) === false))
		})),
		counts: countsOf(teams),
		misapplied: teams.filter(isMisapplied).length,
		notEligible: teams.filter((own) => own.fit === 'breaks' && own.stage === null).length,
		missing: missingOf(teams),
		areas: areasOf(teams),
		...{ total: asked.length, page, pageSize },
		teams: asked.slice((page - 1) * pageSize, page * pageSize).map(shown)
	};
}

/** In use, or on the way there, where it breaks. */
const isMisapplied = ({ fit, stage }: Team) =>
	fit === 'breaks' && stage !== null && ['started', ...IN_USE].includes(stage);

const countsOf = (teams: Team[]) => {
	const [fits, unknown, breaks] = FITS.map((word) => teams.filter(({ fit }) => fit === word).length);
	return { fits: fits!, unknown: unknown!, breaks: breaks! };
};

/** Who declined for another reason says nothing about where it works. */
function lasted(teams: db.TeamContext[]): PatternFit['conditions'][number]['where'] {
	const works = teams.filter(({ stage }) => stage !== null && IN_USE.includes(stage)).length;
	const ended = teams.filter(
		({ stage, reason }) => stage === 'abandoned' || (stage === 'declined' && reason === 'context differs')
	).length;
	const { share, lower, upper } = wilsonInterval(works, works + ended, CONFIDENCE);
	return {
		...{ tried: works + ended, works, share },
		interval: share === null ? null : { lower: lower!, upper: upper! }
	};
}

function missingOf(teams: Team[]): PatternFit['missing'] {
	const unknown = teams.filter(({ fit }) => fit === 'unknown').flatMap(({ missing }) => missing);
	return [...Map.groupBy(unknown, (trait) => trait)]
		.map(([trait, every]) => ({ trait, teams: every.length }))
		.sort((a, b) => b.teams - a.teams || a.trait.localeCompare(b.trait));
}

function areasOf(teams: Team[]): PatternFit['areas'] {
	const below = teams.filter(({ childKey }) => childKey !== null);
	return [...Map.groupBy(below, ({ childKey }) => childKey!)]
		.map(([key, own]) => ({ area: { key, name: own[0]!.childName! }, ...countsOf(own) }))
		.sort((a, b) => a.area.name.localeCompare(b.area.name));
}

const shown = ({ teamKey, teamName, areaKey, areaName, stage, fit, decidedBy, missing }: Team) => ({
	team: { key: teamKey, name: teamName },
	area: areaKey === null ? null : { key: areaKey, name: areaName! },
	...{ stage, fit, decidedBy: decidedBy.map(fit === 'breaks' ? boundaryWords : conditionWords), missing }
});

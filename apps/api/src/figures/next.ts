import type { NextTeam, WhoNext } from '@app/contract';
import * as db from '@app/db';
import { conditionWords, fitOf, type Condition } from '@app/track';
import { areaFor, patternFor } from '../known.ts';
import { pendingOf, type Estimates } from '../roi/estimates.ts';
import { worthsPerYear } from '../roi/value.ts';
import { rank, type Ranked } from './rank.ts';
import { addMonths } from './spans.ts';

const SHOWN = 30;
/** How far back the ranking is asked to prove itself, and how many of its first teams count. */
const BACK_MONTHS = 6;
const TOP = 10;

/** The teams of an area that a pattern would be next for, best first, and how well this ranking did before. */
export async function whoNext(
	database: db.Db,
	estimates: Estimates,
	key: string,
	asOf: string,
	team?: string
): Promise<WhoNext> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	if (pattern.kind === 'failure') {
		return {
			asOf,
			pending: null,
			teams: [],
			backTest: null,
			note: 'It failed where it was tried: it is proposed to nobody.'
		};
	}
	const [teams, valued, backTest, conditions] = await Promise.all([
		ranked(database, pattern.id, area.id, asOf),
		estimates.named(asOf, pattern.id),
		tested(database, pattern.id, area.id, asOf),
		db.statedConditions(database, pattern.id)
	]);
	const valuePerYear = worthsPerYear(valued).get(pattern.id) ?? null;
	return {
		asOf,
		pending: pendingOf(valued.filter(({ metric }) => metric.valuePerUnit !== null)),
		teams: teams.slice(0, SHOWN).map((one) => shown(one, conditions, valuePerYear)),
		backTest,
		note: teams.length === 0 ? 'Every team of this area that it could fit has decided about it.' : null
	};
}

async function ranked(database: db.Db, patternId: string, areaId: string, asOf: string): Promise<Ranked[]> {
	const [candidates, outcomes] = await Promise.all([
		db.candidates(database, patternId, areaId, asOf),
		db.traitOutcomes(database, patternId, areaId, asOf)
	]);
	return rank(candidates, outcomes);
}

/** Asks the same ranking on what was known some quarters ago, and counts whom it would have found. */
async function tested(
	database: db.Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<WhoNext['backTest']> {
	const until = await db.recordsUntil(database, asOf);
	if (until === null) return null;
	const askedOn = addMonths(until, -BACK_MONTHS);
	const [then, adopters] = await Promise.all([
		ranked(database, patternId, areaId, askedOn),
		db.adoptedBetween(database, patternId, askedOn, until)
	]);
	const next = then.filter(({ teamKey }) => adopters.includes(teamKey));
	const top = Math.min(TOP, then.length);
	if (next.length === 0 || then.length <= TOP) return null;
	return {
		askedOn,
		top,
		candidates: then.length,
		nextAdopters: next.length,
		found: then.slice(0, top).filter((one) => next.includes(one)).length,
		expectedByChance: (top * next.length) / then.length
	};
}

function shown(one: Ranked, conditions: Condition[], valuePerYear: NextTeam['valuePerYear']): NextTeam {
	const traits = Object.fromEntries(one.traits.map(({ trait, value }) => [trait, value]));
	const { fit, decidedBy, missing } = fitOf(conditions, traits);
	return {
		team: { key: one.teamKey, name: one.teamName },
		area: one.areaKey === null ? null : { key: one.areaKey, name: one.areaName! },
		stage: one.stage,
		exposure: one.exposure,
		areaRate: one.areaRate,
		fit: one.share,
		context: { fit: fit === 'fits' ? fit : 'unknown', decidedBy: decidedBy.map(conditionWords), missing },
		valuePerYear,
		reason: reason(one)
	};
}

/** Why this team, in the order of what speaks for it most plainly. */
function reason({ stage, near, nearUsing, areaName, siblings, siblingsUsing, fit }: Ranked): string {
	const parts: string[] = [];
	if (stage === 'identified') parts.push('It has noticed it already and has not decided.');
	if (stage === 'observed') parts.push('It was seen using it already, without an agreement.');
	if (nearUsing > 0)
		parts.push(`${nearUsing} of the ${teams(near)} it works with ${nearUsing === 1 ? 'uses' : 'use'} it.`);
	if (siblingsUsing > 0)
		parts.push(
			`In ${areaName}, ${siblingsUsing} of the other ${teams(siblings)} ${siblingsUsing === 1 ? 'uses' : 'use'} it.`
		);
	if (fit)
		parts.push(
			`Where ${fit.trait} is ${fit.value}, ${fit.lasted} of ${fit.decided} decisions were for it and lasted.`
		);
	if (parts.length === 0) parts.push('Nobody near it uses it yet; nothing speaks against it.');
	return parts.join(' ');
}

const teams = (count: number) => `${count} team${count === 1 ? '' : 's'}`;

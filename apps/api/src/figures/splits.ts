import { kaplanMeier, logRank, survivalQuantile } from '@app/analytics';
import type { StepCurve, TimeSplit } from '@app/contract';
import * as db from '@app/db';
import { STARTS } from '../patterns/time-to-adopt.ts';

/** A group of fewer tracks makes no curve. */
const ENOUGH = 5;
const MOST_GROUPS = 6;

/** What was so or not when a team began, where it is on record. */
const OWN = [
	{ of: 'supported', by: 'Support agreed', yes: 'With support', no: 'Without support' },
	{ of: 'backed', by: 'Backing of its area', yes: 'Backed', no: 'Not backed' },
	{
		of: 'linked',
		by: 'Working with a team that used it already',
		yes: 'Worked with a team that used it',
		no: 'Did not work with any'
	}
] as const;

/**
 * Time to adopt by what sets teams apart when they begin: the part of the area they sit in, support, backing, and
 * whether they had seen it nearby. What came later is no group: who adopts late has had more time to get it.
 */
export async function splits(
	database: db.Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<TimeSplit[]> {
	for (const from of STARTS) {
		const tracks = await db.tracks(database, patternId, areaId, from, asOf);
		if (tracks.length === 0) continue;
		return [
			split(`Part of the area, from ${from} on`, tracks, (track) => track.partName ?? 'the area itself'),
			...OWN.flatMap(({ of, by, yes, no }) => {
				const known = tracks.filter((track) => track[of] !== null);
				return known.length === 0
					? []
					: [split(`${by}, from ${from} on`, known, (track) => (track[of] ? yes : no))];
			})
		];
	}
	return [];
}

function split(by: string, tracks: db.Track[], nameOf: (track: db.Track) => string): TimeSplit {
	const groups = [...Map.groupBy(tracks, nameOf)]
		.filter(([, own]) => own.length >= ENOUGH)
		.sort(([, a], [, b]) => b.length - a.length)
		.slice(0, MOST_GROUPS);
	const compared = groups.flatMap(([name, own]) => own.map((track) => ({ name, ...track })));
	const test = logRank({
		time: compared.map(({ days }) => days),
		event: compared.map(({ adopted }) => adopted),
		group: compared.map(({ name }) => name)
	});
	return {
		by,
		groups: groups.map(([name, own]) => groupOf(name, own)),
		pValue: test.kind === 'log-rank' ? test.p : null,
		tooLittle:
			groups.length < 2
				? `There are not two groups of ${ENOUGH} teams to compare, among ${tracks.length} on record.`
				: null
	};
}

function groupOf(name: string, tracks: db.Track[]): TimeSplit['groups'][number] {
	const curve = kaplanMeier({
		time: tracks.map(({ days }) => days),
		event: tracks.map(({ adopted }) => adopted)
	});
	const { time, surv, loglog } = curve;
	const rising = (list: (number | null)[]) => [
		0,
		...list.map((share) => (share === null ? null : 1 - share))
	];
	const shown: StepCurve = {
		days: [0, ...time],
		share: [0, ...surv.map((share) => 1 - share)],
		lower: rising(loglog.upper),
		upper: rising(loglog.lower)
	};
	return {
		name,
		tracks: tracks.length,
		adopted: curve.events,
		medianDays: survivalQuantile(curve, 0.5).t,
		curve: shown
	};
}

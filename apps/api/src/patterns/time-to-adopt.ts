import { aalenJohansen, kaplanMeier, survivalQuantile, type CauseCurve } from '@app/analytics';
import type { StepCurve, TimeToAdopt } from '@app/contract';
import * as db from '@app/db';

/** From agreeing on; where nobody recorded an agreement, from the next thing that was recorded. */
export const STARTS = ['agreed', 'started', 'identified', 'observed'] as const;
/** Fewer tracks than this make no curve. */
const ENOUGH = 5;

const stepCurve = (days: number[], { cif, loglog }: CauseCurve): StepCurve => ({
	days: [0, ...days],
	share: [0, ...cif],
	lower: [0, ...loglog.lower],
	upper: [0, ...loglog.upper]
});

/** How long adopting takes in an area as known on a day, with giving up as the competing end. */
export async function timeToAdopt(
	database: db.Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<TimeToAdopt> {
	for (const from of STARTS) {
		const counts = await db.trackCounts(database, patternId, areaId, from, asOf);
		if (counts.length > 0) return describe(from, counts);
	}
	return {
		...{ from: null, started: 0, adopted: 0, gaveUp: 0, stillOpen: 0 },
		...{ medianDays: null, medianLower: null, medianUpper: null, adoptedShare: null, gaveUpShare: null },
		tooLittle:
			'No team has a record of the way to adopting it: adoptions were recorded only once they were done.'
	};
}

function describe(from: TimeToAdopt['from'], counts: db.TrackCount[]): TimeToAdopt {
	const tracks = counts.flatMap((row) => new Array<db.TrackCount>(row.count).fill(row));
	const number = (outcome: db.TrackCount['outcome']) =>
		tracks.filter((row) => row.outcome === outcome).length;
	const time = tracks.map((row) => row.days);
	const enough = tracks.length >= ENOUGH;
	const cause = tracks.map((row) => (row.outcome === null ? 0 : row.outcome === 'adopted' ? 1 : 2));
	const curves = aalenJohansen({ time, cause }, { causes: 2 });
	const adopted = cause.map((c) => (c === 1 ? 1 : 0));
	const median = survivalQuantile(kaplanMeier({ time, event: adopted }), 0.5);
	return {
		from,
		started: tracks.length,
		adopted: number('adopted'),
		gaveUp: number('ended'),
		stillOpen: number(null),
		medianDays: enough ? median.t : null,
		medianLower: enough ? median.loglog.lower : null,
		medianUpper: enough ? median.loglog.upper : null,
		adoptedShare: enough ? stepCurve(curves.time, curves.causes[0]!) : null,
		gaveUpShare: enough ? stepCurve(curves.time, curves.causes[1]!) : null,
		tooLittle: enough ? null : `${tracks.length} teams are on record from ${from} on; ${ENOUGH} are needed.`
	};
}

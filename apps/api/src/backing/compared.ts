import { kaplanMeier, logRank, survivalQuantile, wilsonInterval } from '@app/analytics';
import type { BackingCompared } from '@app/contract';
import * as db from '@app/db';
import type { Stalls } from '../findings/stalled.ts';
import { named } from '../known.ts';

type Times = BackingCompared['times']['backed'];

/** Stalls and time to adopt in an area with and without backing, over all patterns, as known on a day. */
export async function backingCompared(
	database: db.Db,
	stalls: Stalls,
	area: db.Area,
	asOf: string
): Promise<BackingCompared> {
	const [open, tracks, stalled] = await Promise.all([
		db.openBacked(database, area.id, asOf),
		db.backedTracks(database, area.id, asOf),
		stalls.stalledTeams(asOf)
	]);
	const rate = (side: 'backed' | 'unbacked') => {
		const count = (is: (teamId: string, patternId: string) => boolean) =>
			open.reduce((sum, each) => sum + each[side].filter((id) => is(id, each.patternId)).length, 0);
		const all = count(() => true);
		const late = count((teamId, patternId) => stalled.get(patternId)?.has(teamId) ?? false);
		const { share, lower, upper } = wilsonInterval(late, all);
		return { open: all, stalled: late, share, lower, upper };
	};
	const test = logRank({
		time: tracks.map(({ days }) => days),
		event: tracks.map(({ adopted }) => adopted),
		group: tracks.map(({ backed }) => String(backed)),
		count: tracks.map((each) => each.tracks)
	});
	return {
		...{ asOf, area: named(area) },
		stalls: { backed: rate('backed'), unbacked: rate('unbacked') },
		times: {
			backed: timesOf(tracks.filter(({ backed }) => backed)),
			unbacked: timesOf(tracks.filter(({ backed }) => !backed)),
			pValue: test.kind === 'log-rank' ? test.p : null
		}
	};
}

function timesOf(rows: db.BackedTracks[]): Times {
	const tracks = rows.reduce((sum, row) => sum + row.tracks, 0);
	const median = survivalQuantile(
		kaplanMeier({
			time: rows.map(({ days }) => days),
			event: rows.map(({ adopted }) => adopted),
			count: rows.map((row) => row.tracks)
		}),
		0.5
	);
	return {
		tracks,
		adopted: rows.reduce((sum, row) => sum + (row.adopted ? row.tracks : 0), 0),
		...{ medianDays: median.t, lower: median.loglog.lower, upper: median.loglog.upper }
	};
}

import { STAGES, type Board, type BoardQuery, type TeamCheckIn } from '@app/contract';
import * as db from '@app/db';
import { named, patternFor, type Known } from '../known.ts';
import { NotFound } from '../problems.ts';

const nameOf = ({ key, name }: { key: string; name: string }) => ({ key, name });

/** The adoptions of an area, a coalition or a pattern by their stage on a day. */
export async function board(
	database: db.Db,
	known: Known,
	today: string,
	{ team, coalition, pattern, stage, page = 1, pageSize = 12 }: BoardQuery
): Promise<Board> {
	const [area, foundCoalition, foundPattern] = await Promise.all([
		known.area(today, team),
		coalition === undefined ? null : db.coalitionNamed(database, coalition),
		pattern === undefined ? null : patternFor(database, pattern)
	]);
	if (foundCoalition === undefined) throw new NotFound('coalition', coalition!);
	const stages = stage === undefined ? STAGES : [stage];
	const { totals, cards } = await db.boardOf(
		database,
		{
			areaId: team === undefined ? null : area.id,
			coalitionId: foundCoalition?.id ?? null,
			patternId: foundPattern?.id ?? null
		},
		{ asOf: today, stages, limit: pageSize, offset: (page - 1) * pageSize }
	);
	const columns = Map.groupBy(cards, (card) => card.stage);
	return {
		...{ today, area: named(area), page, pageSize },
		coalition: foundCoalition && nameOf(foundCoalition),
		pattern: foundPattern && nameOf(foundPattern),
		columns: stages.map((stage) => ({
			stage,
			total: totals.get(stage) ?? 0,
			cards: columns.get(stage) ?? []
		}))
	};
}

/** The open adoptions of a team on a day, with what was said of them last. */
export async function teamCheckIn(database: db.Db, key: string, today: string): Promise<TeamCheckIn> {
	const team = await db.teamOf(database, key);
	if (!team) throw new NotFound('team', key);
	const adoptions = await db.openOfTeam(database, team.id, today);
	const days = adoptions.flatMap(({ last }) => (last ? [last.checkedOn] : [])).sort();
	return { today, team: nameOf(team), lastOn: days.at(-1) ?? null, adoptions };
}

import type { Curves, ReportData, ReportPart, ReportPattern, Spread } from '@app/contract';
import * as db from '@app/db';
import { curvesOf } from '../spread/curves.ts';
import { countsOf } from '../spread/matrix.ts';
import { spreadOf } from '../spread/spread.ts';
import type { Asked } from './asked.ts';

/** Curves are told of so many months, unless the first record came later. */
const MONTHS = 24;
/** A flat organization has thousands of parts: the matrix is of the largest ones. */
const MOST_PARTS = 100;

type SpreadFigures = Pick<ReportData, 'curveOn' | 'patterns' | 'parts' | 'matrix' | 'moves'>;
type Movement = Pick<ReportPart, 'new' | 'kept' | 'lapsed' | 'returned' | 'movedIn' | 'movedOut'>;
/** What is counted of a part, or of what lies in no part; by pattern, or of all. */
type Counts = Omit<ReportPart, 'key' | 'name' | 'teams'>;

const COUNTED = [
	...(['eligible', 'adopted', 'open', 'eligibleBefore', 'adoptedBefore'] as const),
	...(['new', 'kept', 'lapsed', 'returned', 'movedIn', 'movedOut'] as const)
];
const added = (all: Counts[]): Counts =>
	Object.fromEntries(COUNTED.map((name) => [name, all.reduce((sum, own) => sum + own[name], 0)])) as Counts;
const isAny = (counts: Counts) => COUNTED.some((name) => counts[name] > 0);

const NO_MOVEMENT = { new: 0, returned: 0, lapsed: 0, movedIn: 0, movedOut: 0 };

/**
 * How far patterns have spread in the area and in its parts, and what changed since the quarter before. What lies in no
 * part, such as the area's own adoptions as a team, is a part of its own that bears the area's name, so that eligible,
 * adopted, open, new, lapsed and returned of all parts add up to those of the area.
 */
export async function spreadFigures(
	asked: Asked,
	stalls: Map<string, { stalled: number }>
): Promise<SpreadFigures> {
	const { database, known, asOf, before, team, area, areaId } = asked;
	const patterns = await known.patterns();
	const ids = patterns.map(({ id }) => id);
	const spreadOn = spreadOf(database, known);
	const on = [asOf, before.to];
	const [spreads, children, coalitions, curves, moves] = await Promise.all([
		Promise.all(on.map(async (day): Promise<Spread> => JSON.parse(await spreadOn(day, team)))),
		Promise.all(on.map((day) => known.children(area.id, day, 1))),
		db.patternCoalitions(database),
		curvesFor(asked),
		db.stageMoves(database, areaId, { after: before.to, to: asOf })
	]);
	const parts = [...new Map(children.flat().map((own) => [own.id, own])).values()];
	const [counts, movements] = await Promise.all([
		Promise.all(on.map((day, i) => countsOf(database, children[i]!, day, ids))),
		db.movements(database, [areaId, ...parts.map(({ id }) => id)], { after: before.to, to: asOf })
	]);
	const movement = new Map(movements.map((own) => [own.areaId + own.patternId, own]));
	const movementOf = (where: string, patternId: string) => movement.get(where + patternId) ?? NO_MOVEMENT;
	const [now, then] = spreads.map((all) => new Map(all.patterns.map((own) => [own.key, own])));
	const rows = patterns.map(({ id, key }): ReportPattern => {
		const own = now!.get(key)!;
		const was = then!.get(key)!;
		return {
			...own,
			coalition: coalitions.get(id) ?? null,
			...{ eligibleBefore: was.eligible, adoptedBefore: was.adopted },
			...moved(movementOf(areaId, id), was.adopted),
			stalled: stalls.get(id)?.stalled ?? 0,
			curve: curves.of(key)
		};
	});
	const [placesNow, placesThen] = children.map((own) => new Map(own.map(({ id }, i) => [id, i])));
	const ofPart = (partId: string, p: number): Counts => {
		const [i, k] = [placesNow!.get(partId), placesThen!.get(partId)];
		const [own, was] = [counts[0]![p]!, counts[1]![p]!];
		const adopted = i === undefined ? 0 : own.adopted[i]!;
		const adoptedBefore = k === undefined ? 0 : was.adopted[k]!;
		return {
			...{ adopted, adoptedBefore },
			eligible: i === undefined ? 0 : own.eligible[i]!,
			open: i === undefined ? 0 : own.open[i]!,
			eligibleBefore: k === undefined ? 0 : was.eligible[k]!,
			...movedWith(movementOf(partId, ids[p]!), {
				adopted: i === undefined ? null : adopted,
				adoptedBefore: k === undefined ? null : adoptedBefore
			})
		};
	};
	const byPart = parts.map((part) => ({ part, counts: ids.map((_, p) => ofPart(part.id, p)) }));
	const rest = rows.map((row, p) => restOf(row, added(byPart.map(({ counts }) => counts[p]!))));
	const teams = new Map(children[0]!.map((own) => [own.id, own.teams]));
	const told = byPart
		.map(({ part: { id, key, name }, counts }) => ({ key, name, teams: teams.get(id) ?? 0, counts }))
		.sort((a, b) => b.teams - a.teams || (a.name < b.name ? -1 : 1));
	if (area.key !== null && (rest.some(isAny) || told.length === 0)) {
		const own = (await known.leaves(area.id)).reduce(
			(sum, { on, teams }) => sum + (on <= asOf ? teams : 0),
			0
		);
		const below = told.reduce((sum, { teams }) => sum + teams, 0);
		told.push({ key: area.key, name: area.name!, teams: own - below, counts: rest });
	}
	return {
		curveOn: curves.on,
		patterns: rows.sort((a, b) => b.adopted - a.adopted || (a.name < b.name ? -1 : 1)),
		parts: told.map(({ key, name, teams, counts }) => ({ key, name, teams, ...added(counts) })),
		matrix: told.slice(0, MOST_PARTS).flatMap(({ key: part, counts }) =>
			counts.flatMap((own, p) => {
				const { eligible, adopted, adoptedBefore } = own;
				return isAny(own) ? [{ part, pattern: patterns[p]!.key, eligible, adopted, adoptedBefore }] : [];
			})
		),
		moves
	};
}

const moved = (
	{ new: fresh, returned, lapsed, movedIn, movedOut }: typeof NO_MOVEMENT,
	adoptedBefore: number
): Movement => ({
	...{ new: fresh, kept: adoptedBefore - lapsed - movedOut, lapsed, returned, movedIn, movedOut }
});

/** The same of a part; null where it was no part of the area on that day: with it, all its teams came, or left. */
function movedWith(
	movement: typeof NO_MOVEMENT,
	{ adopted, adoptedBefore }: { adopted: number | null; adoptedBefore: number | null }
): Movement {
	const { new: fresh, returned, lapsed } = movement;
	if (adopted === null) {
		return { ...NO_MOVEMENT, kept: 0, lapsed, movedOut: (adoptedBefore ?? 0) - lapsed };
	}
	if (adoptedBefore === null) {
		return { ...NO_MOVEMENT, kept: 0, new: fresh, returned, movedIn: adopted - fresh - returned };
	}
	return moved(movement, adoptedBefore);
}

/** What lies in no part: the area without what lies in its parts. */
function restOf(all: Counts, inParts: Counts): Counts {
	const rest = Object.fromEntries(COUNTED.map((name) => [name, all[name] - inParts[name]])) as Counts;
	const [stayed, stays] = [rest.adoptedBefore - rest.lapsed, rest.adopted - rest.new - rest.returned];
	const kept = Math.min(stayed, stays);
	return { ...rest, kept, movedIn: stays - kept, movedOut: stayed - kept };
}

/** The curves of all patterns of the area up to `asOf`, as teams in use on each day. */
async function curvesFor({
	database,
	known,
	asOf,
	team
}: Asked): Promise<{ on: string[]; of(key: string): number[] }> {
	const { firstOn } = await db.organization(database, asOf);
	const month = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - MONTHS;
	const earliest = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
	const from = firstOn === null || firstOn > asOf ? asOf : firstOn > earliest ? firstOn : earliest;
	const text = await curvesOf(database, known).all(
		{ from, to: asOf, by: 'month', ...(team !== undefined && { team }) },
		asOf
	);
	const { on, patterns } = JSON.parse(text) as Curves;
	const changes = new Map(patterns.map((own) => [own.key, own]));
	return {
		on,
		of(key) {
			const own = changes.get(key)!;
			let adopted = 0;
			return on.map((_, i) => (adopted += own.adopted[i - own.from] ?? 0));
		}
	};
}

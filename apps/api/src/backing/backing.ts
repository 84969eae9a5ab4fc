import type { Backing, BackingCell, BackingLine, Named, Waiting } from '@app/contract';
import * as db from '@app/db';
import { standingIn, unbackedIn, type BackedSubject } from '@app/track';
import { named, type Known } from '../known.ts';

/** So many are told on the page; all of them by themselves. */
const MOST_WAITING = 8;

type Place = { id: string; key: string; name: string };
/** A pattern, or a coalition, with what it takes to know how areas stand to it. */
type Subject = BackedSubject & {
	pattern: Named | null;
	coalition: BackingLine['coalition'];
	/** The patterns that it is about. */
	patternIds: string[];
};
type World = {
	day: string;
	paths: Map<string, string[]>;
	backings: Map<string, db.BackingRow[]>;
	running: Map<string, number>;
	sovereigns: Map<string, Named[]>;
};

/** What was said about backing up to a day, and what runs where: in places, and wherever something was said. */
export async function worldOf(database: db.Db, places: Place[], day: string): Promise<World> {
	const words = await db.backings(database, day);
	const areaIds = [...new Set([...places.map(({ id }) => id), ...words.map(({ areaId }) => areaId)])];
	const [paths, counts, holders] = await Promise.all([
		db.areaPaths(database, areaIds, day),
		db.runningIn(database, areaIds, day),
		db.sovereigns(database, day)
	]);
	return {
		...{ day, paths, backings: Map.groupBy(words, ({ areaId }) => areaId) },
		running: new Map(counts.map(({ areaId, patternId, running }) => [areaId + patternId, running])),
		sovereigns: new Map(
			[...Map.groupBy(holders, ({ areaId }) => areaId)].map(([id, own]) => [
				id,
				own.map(({ person }) => person)
			])
		)
	};
}

/** Everything that can be backed. */
export async function subjectsOf(database: db.Db): Promise<{ coalitions: Subject[]; patterns: Subject[] }> {
	const [patterns, coalitions] = await Promise.all([db.backable(database), db.coalitionNames(database)]);
	const told = new Map(
		coalitions.map(({ id, key, name, kind }) => [id, { key, name, management: kind === 'management' }])
	);
	return {
		coalitions: coalitions.map(({ id }) => ({
			...{ patternId: null, coalitionId: id, pattern: null, coalition: told.get(id)! },
			patternIds: patterns.filter(({ coalitionId }) => coalitionId === id).map((each) => each.id)
		})),
		patterns: patterns.map(({ id, key, name, coalitionId }) => ({
			...{ patternId: id, coalitionId, pattern: { key, name } },
			...{ coalition: told.get(coalitionId ?? '') ?? null, patternIds: [id] }
		}))
	};
}

/** How many adoptions of what it is about run in an area without backing. */
export function unbackedOf(areaId: string, subject: Subject, world: World): number {
	return subject.patternIds.reduce((sum, patternId) => {
		const running = (id: string) => world.running.get(id + patternId) ?? 0;
		if (running(areaId) === 0) return sum;
		const of = { patternId, coalitionId: subject.coalitionId };
		return sum + unbackedIn(areaId, of, { ...world, running });
	}, 0);
}

function cellOf({ id }: Place, subject: Subject, world: World): BackingCell {
	const { paths, backings, day } = world;
	const { stance, by, via } = standingIn(paths.get(id) ?? [id], subject, backings, day);
	const sum = (of: (patternId: string) => number) =>
		subject.patternIds.reduce((total, patternId) => total + of(patternId), 0);
	return {
		stance,
		by: by && {
			...{ via, area: by.area, here: by.areaId === id, person: by.person },
			...{ since: by.from, words: by.words },
			withdrawnOn: by.withdrawnOn !== null && by.withdrawnOn <= day ? by.withdrawnOn : null
		},
		running: sum((patternId) => world.running.get(id + patternId) ?? 0),
		unbacked: unbackedOf(id, subject, world)
	};
}

/** Who holds sovereignty over an area, or over the nearest above it. */
function holdersOf({ id }: Place, { paths, sovereigns }: World): Named[] {
	const held = (paths.get(id) ?? [id]).find((areaId) => sovereigns.has(areaId));
	return held === undefined ? [] : sovereigns.get(held)!;
}

const add = (cells: BackingCell[], of: 'running' | 'unbacked') =>
	cells.reduce((sum, cell) => sum + cell[of], 0);

/** What runs somewhere, and nobody said whether it is backed there; most first. */
function waitingOf(places: Place[], subjects: Subject[], world: World): Waiting[] {
	return places
		.flatMap((place) => {
			const holders = holdersOf(place, world);
			return subjects.flatMap((subject) => {
				const { stance, unbacked } = cellOf(place, subject, world);
				if (stance === 'backed' || stance === 'withheld' || unbacked === 0) return [];
				const { pattern, coalition } = subject;
				return [{ area: { key: place.key, name: place.name }, holders, pattern, coalition, unbacked }];
			});
		})
		.sort((a, b) => b.unbacked - a.unbacked);
}

async function placesOf(
	known: Known,
	asOf: string,
	team?: string
): Promise<{ area: db.Area; places: Place[] }> {
	const area = await known.area(asOf, team);
	const parts = await known.children(area.id, asOf, 1);
	const itself = area.key === null ? [] : [{ id: area.id, key: area.key, name: area.name! }];
	return { area, places: parts.length > 0 ? parts : itself };
}

/** How the parts of an area stand to each pattern and coalition on a day, and what runs there without backing. */
export async function backingOf(
	database: db.Db,
	known: Known,
	{ asOf, team }: { asOf: string; team?: string | undefined }
): Promise<Backing> {
	const { area, places } = await placesOf(known, asOf, team);
	const [world, subjects] = await Promise.all([worldOf(database, places, asOf), subjectsOf(database)]);
	const line = (subject: Subject): BackingLine => {
		const cells = places.map((place) => cellOf(place, subject, world));
		const { pattern, coalition } = subject;
		return { pattern, coalition, cells, running: add(cells, 'running'), unbacked: add(cells, 'unbacked') };
	};
	const patterns = subjects.patterns
		.map(line)
		.filter(({ running, cells }) => running > 0 || cells.some(({ stance }) => stance !== null))
		.sort((a, b) => b.unbacked - a.unbacked || b.running - a.running);
	const waiting = waitingOf(places, subjects.patterns, world);
	const total = (of: 'running' | 'unbacked') => patterns.reduce((sum, each) => sum + each[of], 0);
	return {
		...{ asOf, area: named(area), patterns, coalitions: subjects.coalitions.map(line) },
		areas: places.map((place) => ({ key: place.key, name: place.name, holders: holdersOf(place, world) })),
		...{ running: total('running'), unbacked: total('unbacked') },
		...{ waiting: waiting.slice(0, MOST_WAITING), waitingTotal: waiting.length }
	};
}

/** What waits for a word: in the parts of an area, or in the areas that a person holds sovereignty over. */
export async function backingWaiting(
	database: db.Db,
	known: Known,
	{ asOf, team, person }: { asOf: string; team?: string | undefined; person?: string | undefined }
): Promise<Waiting[]> {
	const subjects = await subjectsOf(database);
	const places =
		person === undefined
			? (await placesOf(known, asOf, team)).places
			: await db.areasHeldBy(database, person, asOf);
	return waitingOf(places, subjects.patterns, await worldOf(database, places, asOf));
}

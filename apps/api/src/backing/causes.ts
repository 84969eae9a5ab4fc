import * as db from '@app/db';
import { standingIn } from '@app/track';
import { subjectsOf, unbackedOf, worldOf } from './backing.ts';

/** So many adoptions of a pattern in an area are more than a trial. */
const AT_SCALE = 3;

/**
 * Patterns of which several adoptions run in a part of the organization that does not back them. Only where an
 * organization keeps backing at all.
 */
export async function unbackedAtScale(database: db.Db, today: string): Promise<db.Cause[]> {
	const area = await db.areaOf(database, today);
	if (!area) return [];
	const places = await db.areaChildren(database, area.id, today);
	const [world, { patterns }] = await Promise.all([worldOf(database, places, today), subjectsOf(database)]);
	if (world.backings.size === 0) return [];
	return places.flatMap((place) =>
		patterns.flatMap((subject) => {
			const unbacked = unbackedOf(place.id, subject, world);
			if (unbacked < AT_SCALE) return [];
			const { stance } = standingIn(world.paths.get(place.id) ?? [place.id], subject, world.backings, today);
			const why =
				stance === 'withheld'
					? 'backing is withheld there'
					: stance === 'withdrawn'
						? 'backing was withdrawn there'
						: 'nobody has backed it there';
			return [
				{
					cause: `unbacked ${place.id} ${subject.patternId}`,
					...{ teamId: place.id, patternId: subject.patternId },
					reasons: [`${unbacked} adoptions run in ${place.name}, and ${why}.`],
					step: 'Ask whoever holds sovereignty over the area for a word: back it, or say what is in the way.'
				}
			];
		})
	);
}

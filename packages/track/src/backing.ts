/** What a leader said about a pattern, or about a coalition and with it all its patterns, in an area, from a day on. */
export type GivenBacking = {
	areaId: string;
	patternId: string | null;
	coalitionId: string | null;
	stance: 'backed' | 'withheld';
	from: string;
	withdrawnOn: string | null;
};
/** What is backed: a pattern with the coalition that discovered it, or a coalition. */
export type BackedSubject = { patternId: string | null; coalitionId: string | null };
/** How an area stands to a pattern, and what that follows from. */
export type Standing<B extends GivenBacking> =
	| { stance: 'backed' | 'withheld' | 'withdrawn'; by: B; via: 'pattern' | 'coalition' }
	| { stance: null; by: null; via: null };

const isAbout = ({ patternId, coalitionId }: GivenBacking, subject: BackedSubject) =>
	patternId === null
		? coalitionId !== null && coalitionId === subject.coalitionId
		: patternId === subject.patternId;
const holds = ({ from, withdrawnOn }: GivenBacking, day: string) =>
	from <= day && (withdrawnOn === null || withdrawnOn > day);

/** The pattern's own word before that on its coalition, then the latest. */
const first = <B extends GivenBacking>(all: B[]): B | undefined =>
	all.toSorted(
		(a, b) => Number(a.patternId === null) - Number(b.patternId === null) || (a.from < b.from ? 1 : -1)
	)[0];
const standing = <B extends GivenBacking>(
	by: B,
	stance: 'backed' | 'withheld' | 'withdrawn'
): Standing<B> => ({
	stance,
	by,
	via: by.patternId === null ? 'coalition' : 'pattern'
});

/**
 * How an area stands to a pattern or coalition on a day. The nearest word counts: that of the area itself, else of what it
 * lies in, up to the root. Where none stands, one that was withdrawn is told. `path` is the area and what it lies in.
 */
export function standingIn<B extends GivenBacking>(
	path: string[],
	subject: BackedSubject,
	backings: Map<string, B[]>,
	day: string
): Standing<B> {
	let withdrawn: B | undefined;
	for (const areaId of path) {
		const about = (backings.get(areaId) ?? []).filter((each) => isAbout(each, subject) && each.from <= day);
		const stands = first(about.filter((each) => holds(each, day)));
		if (stands) return standing(stands, stands.stance);
		withdrawn ??= first(about);
	}
	return withdrawn ? standing(withdrawn, 'withdrawn') : { stance: null, by: null, via: null };
}

/**
 * How many of the adoptions of a pattern that run in an area run unbacked: those of teams where neither the team's area
 * nor what it lies in backs it. `paths` has the area and every area with a word on anything, each with what it lies in;
 * `running` how many run in an area, whole.
 */
export function unbackedIn(
	areaId: string,
	subject: BackedSubject,
	world: {
		paths: Map<string, string[]>;
		backings: Map<string, GivenBacking[]>;
		running: (areaId: string) => number;
		day: string;
	}
): number {
	const { paths, backings, running, day } = world;
	const path = paths.get(areaId) ?? [areaId];
	const backed = standingIn(path, subject, backings, day).stance === 'backed';
	const own = (id: string) =>
		(backings.get(id) ?? []).some((each) => isAbout(each, subject) && holds(each, day));
	const between = (id: string) => {
		const up = paths.get(id) ?? [];
		return up.slice(1, Math.max(1, up.indexOf(areaId)));
	};
	const islands = [...backings.keys()].filter(
		(id) => id !== areaId && own(id) && paths.get(id)?.includes(areaId) && !between(id).some(own)
	);
	const inIslands = islands.map((id) => ({ all: running(id), unbacked: unbackedIn(id, subject, world) }));
	return backed
		? inIslands.reduce((sum, each) => sum + each.unbacked, 0)
		: inIslands.reduce((sum, each) => sum - (each.all - each.unbacked), running(areaId));
}

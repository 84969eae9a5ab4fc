/** A field that was compared: how far off it was, in units of its tolerance. */
export type Deviation = { path: string; units: number; expected: unknown; actual: unknown };

/** How near is near enough for one field: |actual - expected| <= abs + rel * |expected|. */
export type Tolerance = { abs?: number | undefined; rel?: number | undefined };

/** Tolerance by field; `null` leaves the field out of the comparison (it is informational). */
export type ToleranceOf = (path: string, expected: number) => Tolerance | null;

type Row = Record<string, unknown>;

/** Lists whose entries are matched by these fields and not by their place. */
const keys: Record<string, string[]> = {
	...{ quantiles: ['p'], kaplanMeier: ['p'], timeToCif: ['p'], rmean: ['tau'], restrictedMeanTime: ['tau'] },
	...{ byGroup: ['group'], groups: ['group'], groupTime: ['group', 'time'], by: ['e', 'group', 'time'] },
	...{ causes: ['cause'], grayTest: ['cause'], forecast: ['t'], products: ['product'], models: ['model'] },
	...{ neweyWest: ['lag'], infectionSusceptibility: ['K'] },
	...{ moranCumulativeAdoption: ['t'], moranInverseGeodesic: ['t'] }
};

/**
 * Walks the expected value and compares each field with the actual one. What is expected but absent in `actual`
 * is a miss of infinite size, so that nothing is left out silently; actual fields that are not expected are not
 * looked at.
 */
export function compare(expected: unknown, actual: unknown, tolerance: ToleranceOf, path = ''): Deviation[] {
	const allowed = tolerance(path, typeof expected === 'number' ? expected : 0);
	if (allowed === null) return [];
	if (Array.isArray(expected)) return compareLists(expected, actual, tolerance, path);
	if (expected !== null && typeof expected === 'object') {
		const of = (actual ?? {}) as Row;
		const under = (name: string) => (path ? `${path}.${name}` : name);
		return Object.entries(expected).flatMap(([name, value]) =>
			compare(value, of[name], tolerance, under(name))
		);
	}
	return [{ path, expected, actual, units: distance(expected, actual, allowed) }];
}

function distance(expected: unknown, actual: unknown, { abs = 0, rel = 0 }: Tolerance): number {
	if (expected === null) return undefinedFigure(actual) ? 0 : Infinity;
	if (expected === actual) return 0;
	if (typeof expected !== 'number' || typeof actual !== 'number' || !Number.isFinite(actual)) return Infinity;
	return Math.abs(actual - expected) / (abs + rel * Math.abs(expected));
}

function compareLists(
	expected: unknown[],
	actual: unknown,
	tolerance: ToleranceOf,
	path: string
): Deviation[] {
	const list: unknown[] = Array.isArray(actual) ? actual : [];
	const by = isRow(expected[0])
		? (keys[path.replace(/.*\./, '')] ?? []).filter((key) => key in (expected[0] as Row))
		: [];
	const name = (row: unknown) => by.map((key) => (row as Row)[key]).join(',');
	const found = new Map(by.length > 0 ? list.map((row) => [name(row), row]) : []);
	const matched = expected.flatMap((row, i) =>
		by.length > 0
			? compare(row, found.get(name(row)), tolerance, `${path}[${name(row)}]`)
			: compare(row, list[i], tolerance, `${path}[${i + 1}]`)
	);
	// All models are fitted whichever are expected; any other list must have the entries expected and no more.
	const whole = Array.isArray(actual) && (list.length === expected.length || path === 'models');
	if (whole || matched.some((deviation) => deviation.units === Infinity)) return matched;
	return [
		...matched,
		{ path: `${path}.length`, units: Infinity, expected: expected.length, actual: list.length }
	];
}

const isRow = (x: unknown) => typeof x === 'object' && x !== null && !Array.isArray(x);

/** Null, NaN, an answer that says what is missing, or a list of nothing else. */
function undefinedFigure(actual: unknown): boolean {
	if (actual === null || actual === undefined || Number.isNaN(actual)) return true;
	return Array.isArray(actual) ? actual.every(undefinedFigure) : (actual as Row)['kind'] === 'too-little';
}

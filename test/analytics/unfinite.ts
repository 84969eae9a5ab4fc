/** The paths at which a result holds NaN or an infinity: there must be none. */
export function unfinite(value: unknown, path = 'result'): string[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, own]) => unfinite(own, `${path}.${name}`));
}

import type { AreaPlace, Organization, SearchAnswer, SearchQuery } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named } from '../known.ts';

const MOST_RESULTS = 20;

/** What the product knows of the organization as a whole. */
export async function organization(database: db.Db, today: string): Promise<Organization> {
	const [row, root] = await Promise.all([db.organization(database, today), areaFor(database, today)]);
	return { root: named(root), today, ...row };
}

/** Where an area lies, and what is directly below it. */
export async function place(database: db.Db, asOf: string, team?: string): Promise<AreaPlace> {
	const area = await areaFor(database, asOf, team);
	const [path, children] = await Promise.all([
		db.areaPath(database, area.id, asOf),
		db.areaChildren(database, area.id, asOf)
	]);
	return { asOf, path, children };
}

/** What is found by its name: teams, patterns, people, coalitions, events, metrics. */
export async function search(database: db.Db, { q, kind }: SearchQuery): Promise<SearchAnswer> {
	const words = q.trim();
	const nothing = words === '' && kind === undefined;
	return { results: nothing ? [] : await db.search(database, words, kind ?? null, MOST_RESULTS) };
}

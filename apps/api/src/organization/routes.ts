import { AreaPlace, AsOfArea, Organization, Problem, SearchAnswer, SearchQuery } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { organization, place, search } from './organization.ts';

/** What pages share: what there is, where an area lies, and the search. */
export const organizationRoutes: Routes = async (app, { db, now }) => {
	app.get(
		'/api/organization',
		{ schema: { summary: 'What the product holds as a whole', response: { 200: Organization } } },
		() => organization(db, dayOf(now()))
	);
	app.get(
		'/api/place',
		{
			schema: {
				summary: 'The way from the root to an area, and its children',
				querystring: AsOfArea,
				response: { 200: AreaPlace, '4xx': Problem }
			}
		},
		({ query }) => place(db, query.asOf ?? dayOf(now()), query.team)
	);
	app.get(
		'/api/search',
		{
			schema: {
				summary:
					'What has the words in its name or key: patterns, teams, people, coalitions, events, metrics',
				querystring: SearchQuery,
				response: { 200: SearchAnswer, '4xx': Problem }
			}
		},
		({ query }) => search(db, query)
	);
};

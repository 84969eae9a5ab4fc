import {
	Backing,
	BackingCompared,
	BackingQuery,
	BackingSaid,
	BackingWord,
	Problem,
	WaitingList,
	WaitingQuery
} from '@app/contract';
import { sayBacking, sovereignsOver, type Changing } from '@app/db';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { answerChange } from '../plugins/changes.ts';
import { backingOf, backingWaiting } from './backing.ts';
import { backingCompared } from './compared.ts';

const problems = { '4xx': Problem };

/** Where leaders stand behind patterns and coalitions, and what runs without them. */
export const backingRoutes: Routes = async (app, { db, now, known, stalls }) => {
	const asOfOr = (asOf?: string) => asOf ?? dayOf(now());
	app.get(
		'/api/backing',
		{
			schema: {
				summary: 'Where patterns and coalitions are backed, withheld or withdrawn, and what runs unbacked',
				querystring: BackingQuery,
				response: { 200: Backing, ...problems }
			}
		},
		({ query }) => backingOf(db, known, { asOf: asOfOr(query.asOf), team: query.team })
	);
	app.get(
		'/api/backing/waiting',
		{
			schema: {
				summary:
					'What runs in the parts of an area, or in the areas of a person, that nobody said anything about',
				querystring: WaitingQuery,
				response: { 200: WaitingList, ...problems }
			}
		},
		async ({ query }) => {
			const asOf = asOfOr(query.asOf);
			return { asOf, waiting: await backingWaiting(db, known, { ...query, asOf }) };
		}
	);
	app.get(
		'/api/backing/compared',
		{
			schema: {
				summary: 'Stalls and time to adopt with and without backing, over all patterns',
				querystring: BackingQuery,
				response: { 200: BackingCompared, ...problems }
			}
		},
		async ({ query }) => {
			const asOf = asOfOr(query.asOf);
			return backingCompared(db, stalls, await known.area(asOf, query.team), asOf);
		}
	);
	app.post(
		'/api/backing',
		{
			schema: {
				summary:
					'Give, withhold or withdraw backing in an area; warns where it is somebody else who holds it',
				body: BackingWord,
				response: { 200: BackingSaid, ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				const {
					area,
					stance,
					pattern = null,
					coalition = null,
					words = null,
					on = dayOf(now())
				} = request.body;
				const person = request.body.person ?? changing.onBehalfOf;
				const said = await sayBacking(changing, { area, pattern, coalition, stance, on, person, words });
				return {
					status: 200,
					body: { id: said.id, warning: await warningOf(changing, { area, on, person }) }
				};
			})
	);
};

/** Who says it should hold sovereignty there: where not, it counts all the same, and who does is named. */
async function warningOf(
	{ sql }: Changing,
	{ area, on, person }: { area: string; on: string; person: string | null }
): Promise<string | null> {
	const holders = await sovereignsOver(sql, area, on);
	if (holders.some(({ key }) => key === person)) return null;
	const who =
		person === null ? 'Nobody is named who says this' : 'Whoever says this does not hold sovereignty there';
	if (holders.length === 0)
		return `${who}, and nobody is on record as holding it. It was recorded all the same.`;
	const names = holders.map(({ name }) => name).join(', ');
	return `${who}; ${names} ${holders.length === 1 ? 'does' : 'do'}. It was recorded all the same: let them know.`;
}

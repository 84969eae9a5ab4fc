import { type Static, Type } from 'typebox';
import { Area, AsOfArea, Count, Day, Key, Named, PatternKind, STAGES } from './words.ts';

/** What a team can be to a pattern: the digit of a cell of `TeamStates` is the place in this list. */
export const TEAM_STATES = ['not eligible', 'undecided', ...STAGES] as const;
export type CellState = (typeof TEAM_STATES)[number];

export const TeamStatesQuery = Type.Object({
	...AsOfArea.properties,
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 500 }))
});
export type TeamStatesQuery = Static<typeof TeamStatesQuery>;

/** The teams of an area against all patterns at the end of a day, one page of the teams in the order of the tree. */
export const TeamStates = Type.Object({
	asOf: Day,
	area: Area,
	patterns: Type.Array(Type.Object({ key: Key, name: Type.String(), kind: PatternKind })),
	/** All areas below the area, each before what lies in it: its teams are `teams` many from the place `from` on. */
	areas: Type.Array(Type.Object({ ...Named.properties, depth: Count, from: Count, teams: Count })),
	/** The joined leaf teams of the area and every other team with a record. */
	total: Count,
	page: Type.Integer(),
	pageSize: Type.Integer(),
	teams: Type.Array(Named),
	states: Type.Array(Type.String(), {
		description: `One text a team with one digit a pattern: ${TEAM_STATES.map((state, i) => `${i} ${state}`).join(', ')}`
	})
});
export type TeamStates = Static<typeof TeamStates>;

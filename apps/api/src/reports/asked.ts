import type { NamedQuarter } from '@app/contract';
import type { Area, Db } from '@app/db';
import type { FiscalCalendar } from '@app/track';
import type { Stalls } from '../findings/stalled.ts';
import type { Known } from '../known.ts';
import type { Estimates } from '../roi/estimates.ts';

/** What a report is composed from: the records as they were at one instant, and what is asked of them. */
export type Asked = {
	database: Db;
	known: Known;
	stalls: Stalls;
	estimates: Estimates;
	calendar: FiscalCalendar;
	quarter: NamedQuarter;
	before: NamedQuarter;
	/** The last day of the quarter, or today while it lasts. */
	asOf: string;
	/** The key of the area, none for the whole organization; and what `areaFor` says of it on `asOf`. */
	team: string | undefined;
	area: Area;
	/** The area of what is kept by area: above all roots where none is asked for, so that it is the same on every day. */
	areaId: string;
};

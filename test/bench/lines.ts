/** What is reached when `of` is at most, or at least, so much. */
export type Goal = { of: 'value' | 'ratio' } & ({ most: number } | { least: number });
/** One line of the table. Without a goal it only informs. */
export type Line = { line: string; unit: string; goal?: Goal };
/** What came of it; null: the product does not do that yet, which reaches no goal. */
export type Measured = { value: number | null; floor?: number; note: string };

const most = (most: number): Goal => ({ of: 'value', most });
const least = (least: number): Goal => ({ of: 'value', least });
const nearFloor: Goal = { of: 'ratio', most: 1.5 };

/**
 * Reads by one client, uncached. `floor` names the query of floor-tables.ts of the same shape; without one, the floor
 * is a route that returns as many ready bytes. `grows`: the patterns and areas of a larger size do not make its answer
 * larger, or only as many times as there are more patterns, so that its time can be compared between sizes.
 */
export type Read = Line & { path: string; floor?: string; grows?: 'as it is' | 'per pattern' };

const read = (line: string, path: string, more: Partial<Read> = {}): Read => ({
	line,
	path,
	unit: 'ms',
	...more
});
const perPattern = { grows: 'per pattern' } as const;
const asItIs = { grows: 'as it is' } as const;
const near = (floor: string) => ({ floor, goal: nearFloor });

export const READS: Read[] = [
	read('all curves by week', '/api/spread/curves?by=week', { ...near('curves-by-week'), ...perPattern }),
	read('all curves by month', '/api/spread/curves?by=month', { ...near('curves-by-month'), ...perPattern }),
	read('matrix of 9 divisions', '/api/matrix?team=team-1', { ...near('matrix-9'), ...perPattern }),
	read('matrix of 90 departments', '/api/matrix?team=team-1&depth=2', {
		...near('matrix-90'),
		...perPattern
	}),
	read('stalled, top 50', '/api/stalled', { ...near('stalled'), ...asItIs }),
	read('before and after', '/api/before-after', { ...near('before-and-after'), ...perPattern }),
	read('funnel', '/api/funnel', { ...near('funnel'), ...asItIs }),
	read('one curve', '/api/patterns/pattern-17/spread?by=week', { floor: 'curve?pattern=17', ...asItIs }),
	read('value', '/api/value', perPattern),
	read('spread now', '/api/spread', perPattern),
	read('spread on a past day', '/api/spread?asOf=2025-09-30', perPattern),
	read('team', '/api/teams/team-1234', asItIs),
	read('all teams against all patterns', '/api/teams/states?pageSize=5000'),
	read('pattern', '/api/patterns/pattern-17'),
	read('figures of a pattern', '/api/patterns/pattern-17/figures'),
	read('next teams of a pattern', '/api/patterns/pattern-17/next'),
	read('value of a pattern', '/api/patterns/pattern-17/value'),
	read('adoption', '/api/adoptions/pattern-17/team-1234', asItIs),
	read('organization', '/api/organization', asItIs),
	read('place', '/api/place?team=team-1234', asItIs),
	read('search', '/api/search?q=Team%2001', asItIs),
	read('imports', '/api/imports', asItIs),
	read('health', '/api/health', asItIs),
	read('page Spread', '/'),
	read('page Map', '/map'),
	read('page Map of teams', '/map/teams'),
	read('page Stalled', '/stalled'),
	read('page Pattern', '/patterns/pattern-17'),
	read('page Value', '/value'),
	read('page Value of a pattern', '/value/pattern-17'),
	read('page Team', '/teams/team-1234'),
	read('page Search', '/search?q=Team%2001'),
	read('page Figures', '/figures'),
	read('page Import', '/import')
];

/** All other lines that have a goal or a fixed name. */
export const LINES = {
	eventsImported: { line: 'import of events', unit: '/s', goal: least(25_000) },
	measurementsImported: { line: 'import of measurements', unit: '/s', goal: least(100_000) },
	importMemory: { line: 'import, memory at most', unit: 'MB', goal: most(300) },
	importProgress: { line: 'import, messages of progress', unit: '', goal: least(2) },
	startBeside: { line: 'start, database running', unit: 'ms', goal: most(1000) },
	startWith: { line: 'start, with the database', unit: 'ms', goal: most(2500) },
	curveRate: { line: 'one curve, 16 connections', unit: '/s', goal: least(2000) },
	curveWait: { line: 'one curve, 16 connections, p99', unit: 'ms', goal: most(15) },
	againRate: { line: 'unchanged view again, 16 connections', unit: '/s', goal: least(12_000) },
	againWait: { line: 'unchanged view again, p99', unit: 'ms', goal: most(5) },
	etagRate: { line: 'unchanged view by ETag, 16 connections', unit: '/s', goal: least(12_000) },
	etagWait: { line: 'unchanged view by ETag, p99', unit: 'ms', goal: most(5) },
	curvesSize: { line: 'all curves by week, compressed', unit: 'kB', goal: most(30) },
	memory: { line: 'memory at 16 connections', unit: 'MB', goal: most(200) },
	stale: { line: 'stale answers of 200 after a write, two processes', unit: '', goal: most(0) },
	change: { line: 'one change, committed', unit: 'ms', goal: most(5) },
	changeKept: { line: 'one change, its kept counts', unit: 'ms', goal: most(1) },
	recountTime: { line: 'recount of all that is kept', unit: 's', goal: most(60) },
	recountDiffered: { line: 'recount, rows that differed', unit: '', goal: most(0) },
	crowdErrors: { line: '500 connections, errors', unit: '', goal: most(0) },
	crowdWait: { line: '500 connections, p99', unit: 'ms', goal: most(250) },
	crowdMemory: { line: '500 connections, memory grows', unit: 'MB', goal: most(50) },
	exportAdoptions: { line: 'export of adoptions', unit: 'rows/s', goal: least(200_000) },
	exportEvents: { line: 'export of events', unit: 'rows/s', goal: least(200_000) },
	exportFirst: { line: 'export, first byte', unit: 'ms', goal: most(100) },
	exportMemory: { line: 'export, memory grows', unit: 'MB', goal: most(30) },
	exportLeft: { line: 'export, statements left when its reader leaves', unit: '', goal: most(0) },
	exportSlow: { line: 'export to a slow reader, memory grows', unit: 'MB', goal: most(30) },
	report: { line: 'report of a quarter, all files', unit: 's', goal: most(20) },
	reportMemory: { line: 'report, memory of the product', unit: 'MB', goal: most(500) },
	reportOthers: { line: 'others during a report, p99', unit: 'ms' },
	duringImport: { line: 'others during an import, p99', unit: 'ms', goal: most(100) },
	scriptBefore: { line: 'page, JavaScript before a chart is alive', unit: 'kB', goal: most(60) },
	scriptAll: { line: 'page, JavaScript in all', unit: 'kB', goal: most(150) },
	firstPaint: { line: 'page, first contentful paint', unit: 'ms', goal: most(200) },
	drawn: { line: 'page, charts of the first screen drawn', unit: 'ms', goal: most(400) },
	shift: { line: 'page, layout shift', unit: '', goal: most(0) },
	nextPage: { line: 'next page after the click', unit: 'ms', goal: most(100) },
	interaction: { line: 'longest interaction', unit: 'ms', goal: most(50) },
	scrollFrames: { line: 'map of all teams, frames while scrolling', unit: '/s', goal: least(58) },
	zoomFrames: { line: 'map of all teams, frames while zooming', unit: '/s', goal: least(58) }
} satisfies Record<string, Line>;

/** How much longer a read may take at a size than at the one before. */
export const GROWTH: Record<string, { from: '10k' | '1M'; goal: Goal }> = {
	'1M': { from: '10k', goal: { of: 'ratio', most: 3 } },
	'10M': { from: '1M', goal: { of: 'ratio', most: 1.5 } }
};
/** One change takes as long at every size, within this. */
export const CHANGE_GROWTH: Goal = { of: 'ratio', most: 1.2 };

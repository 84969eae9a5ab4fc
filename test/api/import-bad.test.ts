import { expect } from 'vitest';
import { fingerprint, importTexts, SMALL, test } from '../support/imports.ts';

const teams = (...rows: string[]) => ['team_key,name,parent_key,kind,size,joined_on', ...rows].join('\n');
const events = (...rows: string[]) => ['pattern_key,team_key,stage,occurred_on,note', ...rows].join('\n');
const measurements = (...rows: string[]) => ['metric_key,team_key,measured_on,value', ...rows].join('\n');
const metrics = (...rows: string[]) =>
	['metric_key,name,unit,direction,value_per_unit,currency', ...rows].join('\n');
const patterns = (...rows: string[]) =>
	['pattern_key,name,kind,summary,discovered_on,origin_team_key', ...rows].join('\n');

/** What is brought into the small organization, and the rejection: line, column, what it says, what was expected. */
const bad: [string, string, string | Buffer, number | null, string | null, string | RegExp, RegExp][] = [
	['an empty file', 'teams.csv', '', null, null, /empty/, /names of the columns/],
	['blank lines only', 'teams.csv', '\n\r\n  \n', null, null, /empty/, /names of the columns/],
	[
		'a missing column',
		'teams.csv',
		'team_key,name,kind\nx,X,team',
		1,
		'parent_key',
		/team_key,name,kind/,
		/a column parent_key/
	],
	['a column twice', 'teams.csv', 'team_key,name,parent_key,kind,name\n', 1, 'name', /name/, /once/],
	['a missing cell', 'teams.csv', teams('x,X,org,team,3'), 2, null, /5 cells: x,X/, /6 cells/],
	['a cell too many', 'teams.csv', teams('x,X,org,team,3,,'), 2, null, /7 cells/, /6 cells/],
	['no key', 'teams.csv', teams(',X,org,team,3,'), 2, 'team_key', '', /key of the team/],
	['no name', 'teams.csv', teams('x,,org,team,3,'), 2, 'name', '', /name of the team/],
	[
		'a long key',
		'teams.csv',
		teams(`${'x'.repeat(201)},X,,,,`),
		2,
		'team_key',
		/201 characters/,
		/at most 200/
	],
	['a negative size', 'teams.csv', teams('x,X,org,team,-3,'), 2, 'size', '-3', /whole number from 0/],
	['a size with a fraction', 'teams.csv', teams('x,X,org,team,2.5,'), 2, 'size', '2.5', /whole number/],
	[
		'a day that does not exist',
		'teams.csv',
		teams('x,X,org,team,3,2025-02-30'),
		2,
		'joined_on',
		'2025-02-30',
		/day that exists/
	],
	[
		'the day of no leap year',
		'teams.csv',
		teams('x,X,org,team,3,2023-02-29'),
		2,
		'joined_on',
		'2023-02-29',
		/day that exists/
	],
	[
		'a year',
		'adoption_events.csv',
		events('pairing,n1,adopted,2025,'),
		2,
		'occurred_on',
		'2025',
		/yyyy-mm-dd/
	],
	[
		'a local date',
		'adoption_events.csv',
		events('pairing,n1,adopted,31.03.2025,'),
		2,
		'occurred_on',
		'31.03.2025',
		/yyyy-mm-dd/
	],
	[
		'an instant',
		'adoption_events.csv',
		events('pairing,n1,adopted,2025-03-31T10:00:00Z,'),
		2,
		'occurred_on',
		/T10/,
		/yyyy-mm-dd/
	],
	[
		'the year 0',
		'adoption_events.csv',
		events('pairing,n1,adopted,0000-01-01,'),
		2,
		'occurred_on',
		/0000/,
		/day that exists/
	],
	[
		'an unknown stage',
		'adoption_events.csv',
		events('pairing,n1,Adopted,2025-03-31,'),
		2,
		'stage',
		'Adopted',
		/observed, identified/
	],
	[
		'an unknown team',
		'adoption_events.csv',
		events('pairing,n1,adopted,2025-03-31,', 'pairing,n9,adopted,2025-03-31,'),
		3,
		'team_key',
		'n9',
		/key of a team/
	],
	[
		'a key in other letters',
		'adoption_events.csv',
		events('pairing,N1,adopted,2025-03-31,'),
		2,
		'team_key',
		'N1',
		/nearest is 'n1'/
	],
	[
		'an unknown pattern',
		'adoption_events.csv',
		events('pairng,n1,adopted,2025-03-31,'),
		2,
		'pattern_key',
		'pairng',
		/nearest is 'pairing'/
	],
	[
		'a long note',
		'adoption_events.csv',
		events(`pairing,n1,adopted,2025-03-31,${'x'.repeat(10_001)}`),
		2,
		'note',
		/10001 characters/,
		/10,000 characters/
	],
	[
		'a NUL',
		'adoption_events.csv',
		events('pairing,n1,adopted,2025-03-31,a\0b'),
		2,
		'note',
		'a\\u0000b',
		/NUL/
	],
	[
		'an unknown metric',
		'measurements.csv',
		measurements('cost,n1,2025-03-31,1'),
		2,
		'metric_key',
		'cost',
		/key of a metric/
	],
	[
		'a decimal comma',
		'measurements.csv',
		measurements('lead,n1,2025-03-31,"1,5"'),
		2,
		'value',
		'1,5',
		/decimal point/
	],
	['no number', 'measurements.csv', measurements('lead,n1,2025-03-31,NaN'), 2, 'value', 'NaN', /a number/],
	['no value', 'measurements.csv', measurements('lead,n1,2025-03-31,'), 2, 'value', '', /a number/],
	[
		'a number out of reach',
		'measurements.csv',
		measurements('lead,n1,2025-03-31,1e400'),
		2,
		'value',
		'1e400',
		/a number/
	],
	[
		'infinity',
		'measurements.csv',
		measurements('lead,n1,2025-03-31,Infinity'),
		2,
		'value',
		'Infinity',
		/a number/
	],
	[
		'hexadecimal',
		'measurements.csv',
		measurements('lead,n1,2025-03-31,0x10'),
		2,
		'value',
		'0x10',
		/a number/
	],
	[
		'two values for one day',
		'measurements.csv',
		measurements('lead,n2,2025-03-31,1', 'lead,n2,2025-03-31,2'),
		3,
		'value',
		'2',
		/line 2.*'1'/
	],
	[
		'two names for one key',
		'teams.csv',
		teams('x,X,,,,', 'y,Y,,,,', 'x,Z,,,,'),
		4,
		'name',
		'Z',
		/line 2.*'X'/
	],
	['an unknown parent', 'teams.csv', teams('x,X,west,,,'), 2, 'parent_key', 'west', /key of a team/],
	['a team within itself', 'teams.csv', teams('x,X,x,,,'), 2, 'parent_key', 'x', /x < x/],
	['a loop', 'teams.csv', teams('x,X,y,,,', 'y,Y,z,,,', 'z,Z,x,,,'), 2, 'parent_key', 'y', /x < y < z < x/],
	[
		'a loop through what is stored',
		'teams.csv',
		teams('org,Organization,n1,,,'),
		2,
		'parent_key',
		'n1',
		/org < n1 < north < org/
	],
	['an unknown kind', 'patterns.csv', patterns('p,P,good,,,'), 2, 'kind', 'good', /success, failure/],
	[
		'an unknown origin',
		'patterns.csv',
		patterns('p,P,success,,,west'),
		2,
		'origin_team_key',
		'west',
		/key of a team/
	],
	['a worth without currency', 'metrics.csv', metrics('m,M,days,up,5,'), 2, 'currency', '', /together/],
	[
		'a currency without worth',
		'metrics.csv',
		metrics('m,M,days,up,,EUR'),
		2,
		'value_per_unit',
		'',
		/together/
	],
	[
		'a wrong currency',
		'metrics.csv',
		metrics('m,M,days,up,5,euro'),
		2,
		'currency',
		'euro',
		/three capital letters/
	],
	[
		'a wrong direction',
		'metrics.csv',
		metrics('m,M,days,sideways,,'),
		2,
		'direction',
		'sideways',
		/up, down/
	],
	['an open quote', 'teams.csv', teams('x,X,,,,', 'y,"Y,,,,', 'z,Z,,,,'), 3, null, /never closed/, /quotes/],
	[
		'text behind a quote',
		'teams.csv',
		teams('x,X,,,,', 'y,"Y" or so,,,,'),
		3,
		null,
		/closing quote/,
		/quotes/
	],
	[
		'a row without end',
		'teams.csv',
		teams(`x,${'X'.repeat(500_000)},,,,`),
		2,
		null,
		/does not end/,
		/quotes/
	],
	['a file without a line break', 'teams.csv', 'X'.repeat(500_000), 1, null, /does not end/, /quotes/],
	[
		'no pattern to cost',
		'pattern_costs.csv',
		'pattern_key,kind,amount,currency\nnone,effort,5,EUR',
		2,
		'pattern_key',
		'none',
		/key of a pattern/
	],
	[
		'a link to nowhere',
		'links.csv',
		'from_team_key,to_team_key,kind,weight\nn1,n9,works with,1',
		2,
		'to_team_key',
		'n9',
		/key of a team/
	],
	[
		'a trait of nobody',
		'traits.csv',
		'team_key,trait,value,observed_on\nn9,size,3,2025-01-01',
		2,
		'team_key',
		'n9',
		/key of a team/
	]
];

test('every bad input is rejected with its place, what it says and what was expected', async ({
	own: { db }
}) => {
	await importTexts(db, SMALL);
	const before = await fingerprint(db);
	for (const [what, name, content, line, column, says, expected] of bad) {
		const report = await importTexts(db, { [name]: content });
		const found = report.rejections.map((rejection) => ({ what, ...rejection }));
		expect(found).toEqual([
			{
				...{ what, file: name, line, column },
				says: typeof says === 'string' ? says : expect.stringMatching(says),
				expected: expect.stringMatching(expected)
			}
		]);
		expect(report).toMatchObject({ imported: false, rejectionCount: 1 });
	}
	expect(await fingerprint(db)).toEqual(before);
});

test('two values for one day are found where nothing was measured before as well', async ({
	own: { db }
}) => {
	const rows = ['lead,n1,2025-03-31,1', 'lead,n2,2025-03-31,1', 'lead,n1,2025-03-31,1'];
	const file = (...more: string[]) => ({ ...SMALL, 'measurements.csv': measurements(...rows, ...more) });
	const rejected = await importTexts(db, file('lead,n2,2025-03-31,2', 'cost,n2,2025-03-31,2'));
	expect(rejected.rejections.map(({ line, column, says }) => [line, column, says])).toEqual([
		[5, 'value', '2'],
		[6, 'metric_key', 'cost']
	]);
	const report = await importTexts(db, file());
	expect(report.files.at(-1)).toMatchObject({ rows: 3, added: 2, repeated: 1, rejected: 0 });
	expect(report.warnings).toMatchObject([{ line: 4, says: 'the same as line 2' }]);
});

test('all faults are reported at once, and one fault is not blamed on others', async ({ own: { db } }) => {
	const report = await importTexts(db, {
		...SMALL,
		'teams.csv': SMALL['teams.csv'].replace(
			'n1,North one,north,team,8,2025-01-01',
			'n1,North one,north,team,8,2025-13-01'
		),
		'adoption_events.csv':
			SMALL['adoption_events.csv'] + 'pairing,s9,adopted,2025-05-01,\npairing,s1,used,2025-05-01,\n'
	});
	expect(report.rejections.map(({ file, line, column }) => [file, line, column])).toEqual([
		['teams.csv', 5, 'joined_on'],
		['adoption_events.csv', 8, 'team_key'],
		['adoption_events.csv', 9, 'stage']
	]);
});

test('beyond a thousand rejections only their number is kept', async ({ own: { db } }) => {
	const rows = Array.from({ length: 3000 }, (_, i) => `t${i},T,,,-1,`);
	const report = await importTexts(db, { 'teams.csv': teams(...rows) });
	expect(report.rejections).toHaveLength(1000);
	expect(report.rejectionCount).toBe(3000);
	expect(report.files[0]).toMatchObject({ rows: 3000, rejected: 3000, added: 0 });
	const unknown = Array.from({ length: 3000 }, (_, i) => `p${i},t${i},adopted,2025-01-01,`);
	const second = await importTexts(db, { 'adoption_events.csv': events(...unknown) });
	expect(second.rejectionCount).toBe(6000);
	expect(second.files[0]).toMatchObject({ rows: 3000, rejected: 3000 });
});

test('files without any that can be imported are refused, and others are named as ignored', async ({
	own: { db }
}) => {
	const nothing = await importTexts(db, { 'notes.txt': 'x', 'teams.xlsx': 'PK' });
	expect(nothing.rejections[0]!.expected).toContain('teams.csv');
	expect(nothing.ignored).toEqual(['notes.txt', 'teams.xlsx (a workbook: save each sheet as CSV)']);
	const extra = await importTexts(db, {
		'teams.csv': 'team_key,colour,name,parent_key,kind\na,red,A,,',
		'README.md': ''
	});
	expect(extra).toMatchObject({ imported: true, ignored: ['teams.csv: column colour', 'README.md'] });
	const header = await importTexts(db, { 'measurements.csv': measurements() });
	expect(header).toMatchObject({ imported: false, rejectionCount: 0 });
});

test('what looks wrong is stored, and listed as a warning', async ({ own: { db } }) => {
	const report = await importTexts(db, {
		...SMALL,
		'teams.csv':
			SMALL['teams.csv'] + 'n3,North three,north,team,,2031-01-01\nn3,North three,north,team,,2031-01-01\n',
		'adoption_events.csv': events(
			...[
				'pairing,n1,adopted,2025-01-01,',
				'pairing,n1,declined,2025-02-01,',
				'pairing,n2,sustained,2025-01-01,'
			],
			...[
				'pairing,s1,started,2030-01-01,',
				'pairing,n2,sustained,2025-01-01,',
				'pairing,s1,agreed,2030-01-02,'
			]
		)
	});
	expect(report.rejections).toEqual([]);
	expect(report.warnings.map(({ file, line, column, says }) => [file, line, column, says])).toEqual([
		['teams.csv', 9, 'joined_on', '2031-01-01'],
		['teams.csv', 10, 'joined_on', '2031-01-01'],
		['teams.csv', 10, null, 'the same as line 9'],
		['adoption_events.csv', 3, 'stage', 'declined after adopted'],
		['adoption_events.csv', 4, 'stage', 'sustained as the first stage'],
		['adoption_events.csv', 5, 'occurred_on', '2030-01-01'],
		['adoption_events.csv', 6, null, 'the same as line 4'],
		['adoption_events.csv', 7, 'occurred_on', '2030-01-02'],
		['adoption_events.csv', 7, 'stage', 'agreed after started']
	]);
	expect(report.files.find(({ name }) => name === 'adoption_events.csv')).toMatchObject({
		rows: 6,
		added: 5,
		repeated: 1
	});
});

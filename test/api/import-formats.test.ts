import { expect } from 'vitest';
import { fingerprint, importTexts, SMALL, test } from '../support/imports.ts';

const names = `team_key,name,parent_key,kind,note
a,Ärzte,,team,x
b,"Bergführer, ""die"" Gruppe",a,team,x
`;
const stored = [
	['a', 'Ärzte'],
	['b', 'Bergführer, "die" Gruppe']
];
const semicolons = names.replaceAll('"Bergführer, ""die"" Gruppe"', 'BERG').replaceAll(',', ';');
const utf16 = (text: string, swap: boolean) => {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return swap ? bytes.swap16() : bytes;
};

const writings: [string, string | Buffer][] = [
	['UTF-8', names],
	['UTF-8 with a byte order mark', `\ufeff${names}`],
	['CRLF', names.replaceAll('\n', '\r\n')],
	['CR alone', names.replaceAll('\n', '\r')],
	['lines that end with LF and with CRLF', names.replace('\n', '\r\n')],
	['no line break at the end', names.trimEnd()],
	['blanks behind quotes', names.replace('Gruppe"', 'Gruppe"  ')],
	['blank lines and blanks around cells', names.replaceAll('\n', '\n\n').replaceAll(',team,', ' ,  team,')],
	['empty rows of a spreadsheet', `${names},,,,\n,,,,\n`],
	['semicolons', semicolons.replace('BERG', '"Bergführer, ""die"" Gruppe"')],
	['tabs', semicolons.replaceAll(';', '\t').replace('BERG', '"Bergführer, ""die"" Gruppe"')],
	['every cell quoted', names.replaceAll(/^(\w+),([^",]+),(\w*),(\w+),(\w+)$/gm, '"$1","$2","$3","$4","$5"')],
	['a header in capitals', names.replace('team_key,name', 'TEAM_KEY,Name')],
	['Windows-1252', Buffer.from(names, 'latin1')],
	['UTF-16', utf16(names, false)],
	['UTF-16, big end first', utf16(names, true)]
];

test('however a file is written, the same is stored', async ({ own: { db, sql } }) => {
	for (const [how, content] of writings) {
		const report = await importTexts(db, { 'teams.csv': content });
		expect({ how, rejections: report.rejections }).toEqual({ how, rejections: [] });
		const rows = await db`SELECT key, name FROM teams ORDER BY key`;
		expect({ how, rows: rows.map(({ key, name }) => [key, name]) }).toEqual({ how, rows: stored });
		expect(report.ignored).toEqual(['teams.csv: column note']);
		await sql`TRUNCATE teams, adoptions, transitions, evidence CASCADE`;
	}
});

test('reading as Windows-1252 is said, with its quotes and its euro', async ({ own: { db } }) => {
	const bytes = Buffer.concat([
		Buffer.from('metric_key,name,unit,direction\nm,', 'latin1'),
		Buffer.from([0x93, 0x80, 0x94]), // curly quotes around a euro sign
		Buffer.from(',days,up\n', 'latin1')
	]);
	const report = await importTexts(db, { 'metrics.csv': bytes });
	expect(report.warnings).toMatchObject([{ file: 'metrics.csv', line: null, expected: /Windows-1252/ }]);
	expect(await db`SELECT name FROM metrics`).toMatchObject([{ name: '“€”' }]);
});

test('line breaks within quotes are kept, and lines are counted as an editor counts them', async ({
	own: { db, sql }
}) => {
	for (const end of ['\n', '\r\n', '\r']) {
		const notes = [
			'pattern_key,team_key,stage,occurred_on,note',
			'pairing,n1,started,2025-01-10,"first',
			'',
			'third"',
			'',
			'pairing,n1,adopted,2025-02-01,"a \\ backslash',
			'and a tab\t."',
			'pairing,n1,abandoned,2025-02-31,'
		].join(end);
		const rejected = await importTexts(db, { ...SMALL, 'adoption_events.csv': notes });
		expect(rejected.rejections).toMatchObject([{ line: 8, column: 'occurred_on', says: '2025-02-31' }]);
		await importTexts(db, { ...SMALL, 'adoption_events.csv': notes.replace('02-31', '02-28') });
		const facts = await db`SELECT fact FROM evidence ORDER BY id`;
		expect(facts.map(({ fact }) => fact)).toEqual([
			`first${end}${end}third`,
			`a \\ backslash${end}and a tab\t.`
		]);
		await sql`TRUNCATE teams, patterns, metrics, measurements, adoptions, transitions, evidence CASCADE`;
	}
});

test('a row split over chunks of bytes is read as one', async ({ own: { db } }) => {
	const text = Buffer.from(Object.values(SMALL)[0]!.replace('North one', 'Nörd öne'));
	const open = async function* () {
		for (let i = 0; i < text.length; i++) yield text.subarray(i, i + 1);
	};
	const report = await importTexts(db, {}, { files: [{ name: 'teams.csv', open }] });
	expect(report).toMatchObject({ imported: true, warningCount: 0 });
	expect(await db`SELECT name FROM teams WHERE key = 'n1'`).toMatchObject([{ name: 'Nörd öne' }]);
	expect(Object.keys(await fingerprint(db))).toContain('teams');
});

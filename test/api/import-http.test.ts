import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import { expect, vi } from 'vitest';
import { fingerprint, SMALL, emptyDatabase } from '../support/imports.ts';
import { test as base } from '../support/database.ts';
import { buildApp } from '../../apps/api/src/app.ts';

const test = base.extend('served', async ({}, { onCleanup }) => {
	const { db, drop } = await emptyDatabase();
	const app = await buildApp({ db, now: () => new Date('2026-03-31T12:00:00Z') });
	onCleanup(async () => {
		await app.close();
		await drop();
	});
	/** Uploads files as a browser does. */
	const upload = async (files: Record<string, string | Buffer>, query = '') => {
		const form = new FormData();
		for (const [name, content] of Object.entries(files))
			form.append('files', new File([content as string], name));
		const request = new Response(form);
		return app.inject({
			method: 'POST',
			url: `/api/imports${query}`,
			payload: Buffer.from(await request.arrayBuffer()),
			headers: { 'content-type': request.headers.get('content-type')! }
		});
	};
	return { app, db, upload };
});

/** A ZIP file, byte by byte; `lie` is the unpacked size that it states. */
function zip(entries: { name: string; content: Buffer | string; lie?: number }[]): Buffer {
	const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
	let offset = 0;
	for (const { name, content, lie } of entries) {
		const bytes = Buffer.from(content as string);
		const packed = deflateRawSync(bytes);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(crc32(bytes), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(lie ?? bytes.length, 18);
		fields.writeUInt16LE(Buffer.byteLength(name), 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, rest, Buffer.from(name)]));
		locals.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(centrals);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(central.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
const zipOf = (files: Record<string, string>, folder = '') =>
	zip(Object.entries(files).map(([name, content]) => ({ name: folder + name, content })));

test('files are uploaded in any order, tried first, then imported', async ({ served: { app, upload } }) => {
	const reversed = Object.fromEntries(Object.entries(SMALL).toReversed());
	const tried = await upload(reversed, '?dryRun=true');
	expect([tried.statusCode, tried.json()]).toMatchObject([
		200,
		{ dryRun: true, imported: false, rejectionCount: 0 }
	]);
	const done = await upload(reversed);
	expect([done.statusCode, done.json()]).toMatchObject([
		201,
		{ dryRun: false, imported: true, rejectionCount: 0 }
	]);
	const again = await upload(reversed);
	expect([again.statusCode, again.json()]).toMatchObject([200, { imported: false }]);
	const { imports } = (await app.inject('/api/imports')).json();
	expect(imports.map(({ state, dryRun }: { state: string; dryRun: boolean }) => [state, dryRun])).toEqual([
		['unchanged', false],
		['imported', false],
		['unchanged', true]
	]);
	const kept = await app.inject(`/api/imports/${done.json().id}`);
	expect(kept.json()).toMatchObject({ state: 'imported', recordedBy: 'local', report: done.json() });
	const spread = await app.inject('/api/spread?asOf=2025-03-01');
	expect(spread.json().patterns[0]).toMatchObject({ key: 'pairing', adopted: 1, open: 1 });
});

test('rejections are answered as a problem, kept, and downloaded as CSV', async ({
	served: { app, upload }
}) => {
	const answer = await upload({ ...SMALL, 'teams.csv': SMALL['teams.csv'] + 'x,=1+1,nowhere,team,-1,\n' });
	expect(answer.statusCode).toBe(422);
	expect(answer.headers['content-type']).toContain('application/problem+json');
	const { report, ...problem } = answer.json();
	expect(problem).toMatchObject({ status: 422, title: 'Nothing was imported' });
	expect(report.rejections).toMatchObject([{ file: 'teams.csv', line: 9, column: 'size', says: '-1' }]);
	expect((await app.inject(`/api/imports/${report.id}`)).json()).toMatchObject({ state: 'rejected', report });
	const csv = await app.inject(`/api/imports/${report.id}/rejections.csv`);
	expect(csv.headers['content-disposition']).toContain('rejections.csv');
	expect(csv.body.split('\r\n')).toEqual([
		'file,line,column,says,expected',
		expect.stringMatching(/^"teams.csv","9","size","'-1","the number of people/),
		''
	]);
});

test('a ZIP is unpacked, with a folder and what a Mac leaves in it', async ({ served: { upload } }) => {
	const content = zip([
		...Object.entries(SMALL).map(([name, content]) => ({ name: `export/2026/${name}`, content })),
		{ name: 'export/', content: '' },
		{ name: '__MACOSX/export/._teams.csv', content: 'x' },
		{ name: 'export/.DS_Store', content: 'x' },
		{ name: 'export/notes.docx', content: 'x' }
	]);
	const answer = await upload({ 'export.zip': content });
	expect([answer.statusCode, answer.json()]).toMatchObject([
		201,
		{ imported: true, ignored: ['notes.docx'] }
	]);
});

test('a ZIP that cannot be read, or has a file twice, is rejected', async ({ served: { upload, db } }) => {
	const before = await fingerprint(db);
	const whole = zipOf(SMALL);
	const lying = zip([{ name: 'teams.csv', content: SMALL['teams.csv'].repeat(1000), lie: 300 }]);
	const twice = zip(['a/teams.csv', 'b/teams.csv'].map((name) => ({ name, content: SMALL['teams.csv'] })));
	const cases: [string, Buffer, RegExp][] = [
		['cut off', whole.subarray(0, -40), /end of central directory|signature/i],
		['not a ZIP', Buffer.from('hello'), /./],
		['damaged', Buffer.concat([whole.subarray(0, 60), Buffer.alloc(40), whole.subarray(100)]), /./],
		['longer than it says', lying, /too many bytes/],
		['climbing out', zip([{ name: '../teams.csv', content: SMALL['teams.csv'] }]), /invalid relative path/],
		['twice', twice, /there twice/]
	];
	for (const [what, content, says] of cases) {
		const answer = await upload({ 'export.zip': content });
		expect({ what, status: answer.statusCode }).toEqual({ what, status: 422 });
		expect(answer.json().report.rejections[0].says).toMatch(says);
	}
	expect(await fingerprint(db)).toEqual(before);
});

test('a ZIP bomb is refused before it goes off', async ({ served: { upload } }) => {
	const bomb = zip([{ name: 'teams.csv', content: Buffer.alloc(150_000_000, 'x,') }]);
	expect(bomb.length).toBeLessThan(1_000_000);
	const answer = await upload({ 'bomb.zip': bomb });
	expect([answer.statusCode, answer.json()]).toMatchObject([413, { title: 'Too large' }]);
	const crowd = zip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.csv`, content: '' })));
	expect((await upload({ 'crowd.zip': crowd })).statusCode).toBe(413);
});

test('what is no upload, or asks amiss, is a problem', async ({ served: { app, upload } }) => {
	expect((await app.inject({ method: 'POST', url: '/api/imports', payload: {} })).statusCode).toBe(406);
	expect((await upload(SMALL, '?dryRun=perhaps')).statusCode).toBe(400);
	expect((await upload({})).statusCode).toBeGreaterThanOrEqual(400);
	expect((await app.inject('/api/imports/0190a3a0-0000-7000-8000-000000000001')).statusCode).toBe(404);
	expect((await app.inject('/api/imports/1')).statusCode).toBe(400);
	const id = '0190a3a0-0000-7000-8000-000000000002';
	expect((await upload(SMALL, `?id=${id}`)).json().id).toBe(id);
	expect((await upload(SMALL, `?id=${id}`)).statusCode).toBe(409);
});

test('uploads leave no files behind', async ({ served: { upload }, onTestFinished }) => {
	const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	vi.stubEnv('TMPDIR', folder);
	expect((await upload(SMALL)).statusCode).toBe(201);
	expect((await upload({ 'teams.csv': 'x' })).statusCode).toBe(422);
	expect((await upload({ 'bomb.zip': 'x' })).statusCode).toBe(422);
	vi.unstubAllEnvs();
	expect(await readdir(folder)).toEqual([]);
});

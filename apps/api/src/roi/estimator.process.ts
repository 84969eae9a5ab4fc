import * as db from '@app/db';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { adoptionEffect, panelPeriod } from './effect.ts';

/** What is wanted of which database, with a name to say it is there. */
export type Order = { name: string; wanted: db.Wanted; url: string };

setPriority(10); // who asks for a page comes first
let database: db.Db;
/** The latest order comes first: somebody is looking at that page. */
const orders: Order[] = [];
let working = false;
/** The metric read last: pairs come metric by metric. */
let read = { key: '', period: 'month' as db.PanelPeriod, series: [] as db.TeamSeries[] };
/** How often metrics are measured, by their id and version. */
const gaps = new Map<string, number | null>();

// a signal is sent to all of the product: its server closes in order, and disconnects us
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
if (!process.connected) process.exit(); // it happened before we listened
process.on('message', (order: Order) => {
	database ??= db.connect(order.url, { connections: 1 });
	orders.push(order);
	if (!working) void work();
});

async function work(): Promise<void> {
	working = true;
	for (let order = orders.at(-1); order; order = orders.at(-1)) {
		const began = performance.now();
		const done = await workOutOne(order.wanted);
		// what there was before is shown meanwhile: as long as records change, others get half of the time
		if (done?.again) await sleep(performance.now() - began);
		if (done) continue;
		orders.splice(orders.indexOf(order), 1);
		process.send!(order.name);
	}
	working = false;
}

/** Works out one of the effects that are missing and says which. Workers of other processes wait meanwhile. */
const workOutOne = (wanted: db.Wanted): Promise<db.MissingEffect | undefined> =>
	db.transaction(database, async (sql) => {
		await db.waitForTurn(sql);
		const missing = await db.missingEffect(sql, wanted);
		if (!missing) return undefined;
		const { period, series } = await metric(sql, missing);
		const adopters = await db.adopters(sql, missing.patternId, period, missing.asOf);
		await db.keepEffect(sql, missing, adoptionEffect(series, adopters, period));
		return missing;
	});

async function metric(sql: db.Transaction, { metricId, metricVersion, asOf }: db.MissingEffect) {
	const key = `${metricId} ${metricVersion} ${asOf}`;
	if (read.key !== key) {
		const version = `${metricId} ${metricVersion}`;
		if (!gaps.has(version)) gaps.set(version, await db.measurementGap(sql, metricId));
		const period = panelPeriod(gaps.get(version)!);
		read = { key, period, series: await db.metricSeries(sql, metricId, period, asOf) };
	}
	return read;
}

import * as db from '@app/db';
import { LRUCache } from 'lru-cache';
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
/** After an effect, while records change: so many times as long goes by before the next as it took. */
const REST_WHILE_CHANGING = 9;
/** Metrics that were read, some 3 MB each at 5,000 teams: pairs come metric by metric, and again with every change. */
const read = new LRUCache<string, { period: db.PanelPeriod; series: db.TeamSeries[] }>({ max: 24 });

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
	let before = '';
	for (let order = orders.at(-1); order; order = orders.at(-1)) {
		const began = performance.now();
		const done = await workOutOne(order.wanted);
		if (done?.again) {
			// what there was before is shown meanwhile: others get half of the time, or nearly all while records change
			const { state } = await db.recordsState(database, before);
			await sleep((performance.now() - began) * (state === before ? 1 : REST_WHILE_CHANGING));
			before = state;
		}
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
	const known = read.get(key);
	if (known) return known;
	const period = panelPeriod(await db.measurementGap(sql, metricId));
	const found = { period, series: await db.metricSeries(sql, metricId, period, asOf) };
	read.set(key, found);
	return found;
}

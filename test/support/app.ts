import { buildApp, type App } from '../../apps/api/src/app.ts';
import { test as base } from './database.ts';

export { type App };
/** The day on which the tests take place. */
export const TODAY = new Date('2026-11-23T12:00:00Z');

/** The answer to a question, asked again until all effects that it rests on are worked out. */
export async function whenWorkedOut(app: App, url: string): Promise<Awaited<ReturnType<App['inject']>>> {
	for (;;) {
		const answer = await app.inject(url);
		if (answer.statusCode !== 200 || !answer.json<{ pending?: object }>().pending) return answer;
	}
}

/** A test with the API of its file's own database, not listening: `app.inject` asks it. */
export const test = base.extend('app', { scope: 'file' }, async ({ db }, { onCleanup }): Promise<App> => {
	const app = await buildApp({ db, now: () => TODAY });
	onCleanup(() => app.close());
	return app;
});

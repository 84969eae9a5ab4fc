import { defineConfig } from 'vitest/config';

/** Pure tests need nothing; the others share one PostgreSQL with a migrated template (test/support). */
const pure = (name: string) => ({ test: { name, include: [`test/${name}/**/*.test.ts`] } });
const withDatabase = (name: string) => ({
	test: {
		name,
		include: [`test/${name}/**/*.test.ts`],
		globalSetup: ['test/support/database.setup.ts'],
		testTimeout: 120_000,
		hookTimeout: 120_000
	}
});

export default defineConfig({
	test: {
		// what a browser shows after a click may have to be loaded first, beside other tests
		expect: { requireAssertions: true, poll: { timeout: 10_000 } },
		projects: [
			...['analytics', 'demo', 'track', 'reports'].map(pure),
			...['db', 'api', 'browser', 'journey'].map(withDatabase),
			'apps/web/vite.config.ts'
		]
	}
});

import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/** One room of the import law. Rooms must not overlap: for one file the last block wins, they do not add up. */
const room = (files, ignores, banned, message) => ({
	files,
	ignores,
	rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: banned, message }] }] }
});
const http = ['apps/api/src/*.ts', 'apps/api/src/plugins/**', 'apps/api/src/**/routes.ts'];

export default defineConfig(
	{ ignores: ['**/build', '**/.svelte-kit', '**/node_modules', '.data', 'packages/db/migrations'] },
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } }, rules: { 'no-undef': 'off' } },
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
	room(['packages/analytics/src/**'], [], '^[^.]', 'analytics is pure: it imports only its own files'),
	room(['packages/track/src/**'], [], '^[^.]', 'track is pure: it imports only its own files'),
	room(['packages/demo/src/**'], [], '^[^.]', 'demo is pure: it imports only its own files'),
	room(['packages/contract/src/**'], [], '^(?!\\.|typebox)', 'contract knows only TypeBox'),
	room(
		['packages/reports/src/**'],
		[],
		'^@app/(?!contract$)',
		'reports makes files of a report: it knows neither the database nor HTTP'
	),
	room(['packages/db/src/**'], [], '^(fastify|@app/(?!track$))', 'db knows neither HTTP nor analytics'),
	room(http, [], '^(drizzle-orm|postgres)', 'SQL lives in packages/db'),
	room(
		['apps/api/src/**'],
		http,
		'^(drizzle-orm|postgres|fastify|@fastify/)',
		'a verb knows neither SQL nor HTTP'
	),
	room(
		['apps/web/src/**'],
		[],
		'^(drizzle-orm|postgres|@app/(db|api))',
		'web asks the API, never the database'
	),
	{ files: ['test/**'], rules: { 'no-empty-pattern': 'off' } }
);

import { IMPORT_FILE_NAMES, IMPORT_FILES, type ImportAttempts } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** The import format, as people read it. */
const formats = IMPORT_FILE_NAMES.map((name) => {
	const { properties } = IMPORT_FILES[name];
	const required: readonly string[] = IMPORT_FILES[name].required ?? [];
	return {
		name,
		columns: Object.entries(properties).map(([column, cell]) => ({
			column,
			holds: String(cell.description ?? ''),
			required: required.includes(column)
		}))
	};
});

export const load: PageServerLoad = async ({ fetch }) => {
	const { imports } = await api<ImportAttempts>(fetch, '/api/imports');
	return { imports, formats };
};

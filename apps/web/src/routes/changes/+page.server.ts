import type { AuditTrail } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const ASKED = ['search', 'kind', 'person', 'recordId', 'from', 'to', 'page'] as const;

export const load: PageServerLoad = async ({ fetch, url }) => {
	const asked = Object.fromEntries(
		ASKED.map((name) => [name, url.searchParams.get(name)?.trim() || null])
	) as Record<(typeof ASKED)[number], string | null>;
	return { asked, trail: await api<AuditTrail>(fetch, '/api/changes', asked) };
};

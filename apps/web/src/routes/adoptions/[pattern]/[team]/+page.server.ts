import type { Adoption, AdoptionStanding, Findings } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params: { pattern, team } }) => {
	const path = `/api/adoptions/${encodeURIComponent(pattern)}/${encodeURIComponent(team)}`;
	const [adoption, standing, { findings }] = await Promise.all([
		api<Adoption>(fetch, path),
		api<AdoptionStanding>(fetch, `${path}/standing`),
		api<Findings>(fetch, '/api/findings', { pattern, team })
	]);
	return { adoption, standing, findings: findings.filter((finding) => finding.team?.key === team) };
};

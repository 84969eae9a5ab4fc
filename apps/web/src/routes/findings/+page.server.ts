import { FINDING_STATES, type Finding, type Findings } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { fetch, url } = event;
	const asked = (name: string) => url.searchParams.get(name);
	const state: Finding['state'] = FINDING_STATES.find((one) => one === asked('state')) ?? 'open';
	const filter = { kind: asked('kind'), pattern: asked('pattern'), coalition: asked('coalition') };
	const { team } = placeIn(event);
	const findings = await api<Findings>(fetch, '/api/findings', {
		...filter,
		team,
		state,
		page: asked('page')
	});
	return { findings, state, filter };
};

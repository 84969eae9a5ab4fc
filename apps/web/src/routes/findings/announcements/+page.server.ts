import type { Channel } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ fetch }) => api<{ channels: Channel[] }>(fetch, '/api/channels');

import type {
	Comparison,
	Opportunities,
	PersonDetail,
	ReportList,
	Spread,
	Stalled,
	Support,
	TeamCheckIn,
	Value,
	WaitingList
} from '@app/contract';
import { dayBefore, endOfLastQuarter } from '#lib/day.ts';
import { formats } from '#lib/format.ts';
import { placeIn, type Place } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { forCoalition, forLeader, forReporter, forTeam, isRole, type Answer, type Role } from './home.ts';
import type { PageServerLoad } from './$types';

const A_YEAR = 31_536_000;
type Asking = { fetch: typeof fetch; place: Place; coalition: string | null; today: string; locale: string };

export const load: PageServerLoad = async (event) => {
	const { cookies, fetch, locals, url } = event;
	const { organization, person } = await event.parent();
	const asked = url.searchParams.get('as');
	if (isRole(asked)) cookies.set('role', asked, { path: '/', maxAge: A_YEAR, httpOnly: true, secure: false });
	const role = [asked, cookies.get('role')].find(isRole) ?? null;
	const today = organization?.today;
	if (!role || !today) return { role, team: null, answer: null };
	const about = person && (await api<PersonDetail>(fetch, `/api/people/${encodeURIComponent(person.key)}`));
	const place = placeIn(event);
	// without a place in the URL, the one of whom the reader acts as
	const [mine] = about ? (role === 'team lead' ? about.leads : []) : [];
	const [held] = about && role === 'leader' ? about.sovereignties : [];
	place.team ??= mine?.team.key ?? held?.area.key ?? null;
	const coalition = url.searchParams.get('coalition') ?? about?.memberships[0]?.coalition.key ?? null;
	return {
		role,
		/** That the answer is about: links from it go on there. */
		team: place.team,
		answer: await ANSWERS[role]({ fetch, place, coalition, today, locale: locals.locale })
	};
};

const ANSWERS: Record<Role, (asking: Asking) => Promise<Answer | null>> = {
	async leader({ fetch, place, today, locale }) {
		const since = endOfLastQuarter(place.asOf ?? today);
		const [spread, then, value, waiting] = await Promise.all([
			api<Spread>(fetch, '/api/spread', { ...place }),
			api<Spread>(fetch, '/api/spread', { ...place, asOf: since }),
			api<Value>(fetch, '/api/value', { ...place }),
			api<WaitingList>(fetch, '/api/backing/waiting', { ...place })
		]);
		return forLeader({ spread, then, value, waiting }, formats(locale));
	},
	async 'coalition member'({ fetch, place, coalition, locale }) {
		const [stalled, support] = await Promise.all([
			api<Stalled>(fetch, '/api/stalled', { ...place, pageSize: 8 }),
			api<Support>(fetch, '/api/support', { coalition, asOf: place.asOf })
		]);
		return forCoalition({ stalled, support }, formats(locale));
	},
	async 'team lead'({ fetch, place, locale }) {
		const { team, asOf } = place;
		if (!team) return null;
		const [found, checkIn] = await Promise.all([
			api<Opportunities>(fetch, '/api/opportunities', { team, asOf }),
			api<TeamCheckIn>(fetch, '/api/check-in', { team })
		]);
		return forTeam({ found, checkIn }, formats(locale));
	},
	async reporter({ fetch, place, today, locale }) {
		const list = await api<ReportList>(fetch, '/api/reports', { team: place.team });
		const on = place.asOf ?? today;
		const current = list.quarters.find((quarter) => quarter.from <= on);
		const compared = await api<Comparison>(fetch, '/api/compare', {
			...{ team: place.team, to: on },
			from: current ? dayBefore(current.from) : endOfLastQuarter(on)
		});
		return forReporter({ list, compared, today }, formats(locale));
	}
};

import type { Named, ReportList, SealedReport } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { team } = placeIn(event);
	const { area, quarters, reports } = await api<ReportList>(event.fetch, '/api/reports', { team });
	const keys = [...new Set(reports.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))];
	const people = await Promise.all(
		keys.map((key) => api<{ records: Named[] }>(event.fetch, '/api/records/people', { key }))
	);
	const names = new Map(people.flatMap(({ records }) => records.map(({ key, name }) => [key, name])));
	/** With the name of whoever sealed it. */
	const signed = (report: SealedReport) => ({
		...report,
		by: (report.onBehalfOf !== null && names.get(report.onBehalfOf)) || report.by
	});
	const own = new Map(reports.map((report) => [report.id, signed(report)]));
	return {
		area,
		quarters: quarters.map((quarter) => ({
			...quarter,
			sealed: (quarter.report !== null && own.get(quarter.report)) || null
		})),
		others: reports.filter((report) => report.area?.key !== area?.key).map(signed)
	};
};

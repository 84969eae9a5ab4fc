import type {
	BeforeAfter,
	Curve,
	Funnel,
	Heeded,
	Matrix,
	PatternDetail,
	PatternFigures,
	PatternFit,
	RoiFigures,
	StoredRecord,
	Value,
	WhoNext
} from '@app/contract';
import { eventStudy } from '#lib/charts/event-study.ts';
import { funnelPicture } from '#lib/charts/funnel.ts';
import { incidence } from '#lib/charts/incidence.ts';
import { patternCurve, pointsOf } from '#lib/charts/pattern-curve.ts';
import type { Picture } from '#lib/charts/picture.ts';
import { splitCurves } from '#lib/charts/split-curves.ts';
import { worksWherePicture } from '#lib/charts/works-where.ts';
import { yearsBefore } from '#lib/day.ts';
import { formats } from '#lib/format.ts';
import { PENDING } from '#lib/pending.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { splitFrom } from './figures.ts';
import { curveMarks } from './pattern.ts';
import type { PageServerLoad } from './$types';

/** So many teams with their fit come with the page, those first that are outside the context. */
const FIT_TEAMS = 200;

export const load: PageServerLoad = async (event) => {
	const { depends, fetch, locals, params } = event;
	depends(PENDING);
	const place = placeIn(event);
	const path = `/api/patterns/${encodeURIComponent(params.key)}`;
	const [pattern, { organization }] = await Promise.all([
		api<PatternDetail>(fetch, path, { ...place }),
		event.parent()
	]);
	const { asOf } = pattern;
	const start = pattern.discoveredOn ?? organization?.firstOn ?? asOf;
	const by = start > yearsBefore(asOf, 6) ? 'week' : start > yearsBefore(asOf, 40) ? 'month' : 'quarter';
	const [curve, funnel, matrix, value, beforeAfter, figures, next, worth, fit, written, heeded] =
		await Promise.all([
			api<Curve>(fetch, `${path}/spread`, { team: place.team, to: asOf, by }),
			api<Funnel>(fetch, '/api/funnel', { ...place, pattern: params.key }),
			api<Matrix>(fetch, '/api/matrix', { ...place, pattern: params.key }),
			api<Value>(fetch, '/api/value', { ...place, pattern: params.key }),
			api<BeforeAfter>(fetch, `${path}/before-after`, { ...place }),
			api<PatternFigures>(fetch, `${path}/figures`, { ...place }),
			api<WhoNext>(fetch, `${path}/next`, { ...place }),
			api<RoiFigures>(fetch, `${path}/value`, { ...place }),
			api<PatternFit>(fetch, `${path}/fit`, { ...place, pageSize: FIT_TEAMS }),
			api<{ records: StoredRecord<'patterns'>[] }>(fetch, '/api/records/patterns', { key: params.key }),
			pattern.kind === 'failure' ? api<Heeded>(fetch, '/api/heeded', { ...place, pattern: params.key }) : null
		]);
	const f = formats(locals.locale);
	const points = pointsOf(curve);
	/** Drawn if there is anything to draw. */
	const drawn = <Row>(rows: Row[], picture: (rows: Row[], format: typeof f) => Picture) =>
		rows.length > 0 ? draw(picture(rows, f), event) : null;
	return {
		pattern,
		curve,
		funnel,
		areas: matrix.teams.flatMap(({ leaf, ...team }, i) => {
			const [own] = matrix.patterns;
			if (leaf || !own) return [];
			const [adopted, eligible, open] = [own.adopted[i]!, own.eligible[i]!, own.open[i]!];
			return { ...team, adopted, eligible, open, rate: eligible === 0 ? null : adopted / eligible };
		}),
		value: value.patterns[0]!,
		beforeAfter,
		figures,
		fit,
		heeded,
		record: written.records[0]!,
		next,
		/** ROI as a distribution. */
		worth: { roi: worth.roi, chanceOfLoss: worth.chanceOfLoss, tooLittle: worth.tooLittle },
		curveDrawing: draw(patternCurve(points, curveMarks(pattern, points, f), f, figures.forecast), event),
		timeDrawing: draw(incidence(pattern.timeToAdopt, f), event),
		funnelDrawing: funnel.stages.length > 0 ? draw(funnelPicture(funnel, f), event) : null,
		splitDrawings: figures.splits.map((split) =>
			split.tooLittle === null ? draw(splitCurves(split, splitFrom(split), f), event) : null
		),
		worksDrawing: drawn(figures.worksWhere, worksWherePicture),
		effectsDrawing: drawn(
			figures.effects.filter(({ since }) => since.length > 0),
			eventStudy
		)
	};
};

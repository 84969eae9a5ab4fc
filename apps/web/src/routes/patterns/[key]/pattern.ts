import type { FunnelStage, PatternDetail, Stage, TimeToAdopt } from '@app/contract';
import type { CurvePoint, Mark } from '#lib/charts/pattern-curve.ts';
import { endOfLastQuarter, yearsBefore } from '#lib/day.ts';
import type { Formats } from '#lib/format.ts';

export function patternSentence(now: CurvePoint, pattern: PatternDetail, f: Formats): string {
	if (now.eligible === 0) return `No team here could use ${pattern.name} on ${f.day(pattern.asOf)}.`;
	const net = pattern.adoptedNow - pattern.lapsedNow;
	const change =
		net === 0 ? '' : `, ${f.number(Math.abs(net))} ${net > 0 ? 'more' : 'fewer'} than when the quarter began`;
	const rest = [
		now.open > 0 && `${f.number(now.open)} ${now.open === 1 ? 'is' : 'are'} on the way`,
		now.declined > 0 && `${f.number(now.declined)} declined`,
		now.abandoned > 0 && `${f.number(now.abandoned)} gave it up`
	].filter((part) => part !== false);
	const tail = rest.length === 0 ? '' : `; ${rest.join(', ')}`;
	return `${f.number(now.adopted)} of ${f.count(now.eligible, 'eligible team')} ${now.adopted === 1 ? 'uses' : 'use'} it${change}${tail}.`;
}

/** The point of the curve: what a year did, or how far below its height it stands. */
export function curveTitle(points: CurvePoint[], f: Formats): string {
	const now = points.at(-1);
	if (!now) return 'Nothing is on record yet';
	const peak = points.reduce((high, point) => (point.adopted > high.adopted ? point : high), now);
	const yearAgo = points.findLast(({ on }) => on <= yearsBefore(now.on, 1));
	if (peak.adopted === 0) return 'No team uses it yet';
	if (peak.adopted >= now.adopted * 1.25 + 2)
		return `${f.count(peak.adopted, 'team')} used it in ${f.month(peak.on)}; ${f.number(now.adopted)} still ${now.adopted === 1 ? 'does' : 'do'}`;
	const then = yearAgo?.adopted ?? 0;
	if (then === now.adopted) return `Steady at ${f.count(now.adopted, 'team')} for a year`;
	return `From ${f.number(then)} to ${f.count(now.adopted, 'team')} within a year`;
}

export function curveMarks(pattern: PatternDetail, points: CurvePoint[], f: Formats): Mark[] {
	const first = points[0]?.on ?? pattern.asOf;
	const quarter = endOfLastQuarter(pattern.asOf);
	const found = pattern.discoveredOn;
	return [
		...(found && found <= pattern.asOf ? [{ on: found, label: 'discovered' }] : []),
		...(first < yearsBefore(quarter, 1) ? [{ on: quarter, label: f.month(quarter) }] : [])
	];
}

export function timeTitle(
	{ medianDays, from, tooLittle, adopted, started }: TimeToAdopt,
	f: Formats
): string {
	if (tooLittle) return 'Too early to say how long adopting takes';
	if (medianDays === null)
		return `${f.number(adopted)} of ${f.number(started)} teams adopted so far; fewer than half`;
	return `Half have adopted ${f.count(Math.round(medianDays), 'day')} after ${from}`;
}

const ENTERED: Partial<Record<Stage, string>> = {
	observed: 'were observed',
	identified: 'were identified',
	sustained: 'were sustained'
};

/** At which step most adoptions end. */
export function funnelTitle(stages: FunnelStage[], f: Formats): string {
	const sum = (part: 'ended' | 'running') => stages.reduce((all, stage) => all + stage[part], 0);
	const [ended, running] = [sum('ended'), sum('running')];
	const going = `${f.number(running)} ${running === 1 ? 'is' : 'are'} on the way or in use`;
	if (ended === 0 && running >= 5) return `None has ended: ${going}`;
	if (ended < 5) return `Too few to tell where most end: ${f.number(ended)} ended, ${going}`;
	const [most, next] = stages.toSorted((a, b) => b.ended - a.ended);
	const step = most!.ended === next?.ended ? 'no step ends more' : 'the step where most end';
	return `Of ${f.number(most!.entered)} that ${ENTERED[most!.stage] ?? most!.stage} ${f.number(most!.ended)} ended there: ${step}`;
}

import type { Forecast } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Cell } from './picture.ts';
import type { Told } from './spots.ts';

/**
 * What a curve shows beyond its last day: the teams expected ever to have adopted with their band, where that ends,
 * and when half of it is there. Null where nothing is forecast. `inUse` teams use it now: where others gave it up, the
 * teams that ever adopted get a line of their own, which the forecast continues.
 */
export function aheadOf(forecast: Forecast | null, inUse: number, f: Formats) {
	if (!forecast || forecast.tooLittle !== null || forecast.on.length === 0) return null;
	const { on, expected, lower, upper, saturation, saturationInterval, halfOn, seen } = forecast;
	const times = on.map((day) => Date.parse(day));
	const whole = (value: number | undefined) => Math.round(value ?? 0);
	const [last, high] = [whole(expected.at(-1)), whole(upper.at(-1))];
	const range = (i: number) => `${f.number(whole(lower[i]))} to ${f.number(whole(upper[i]))}`;
	// a line that runs beside another within a hair's breadth only blurs it
	const everSeen = forecast.adopters > inUse * 1.1;
	const late = halfOn !== null && Date.parse(halfOn) > (Date.parse(seen.on[0] ?? halfOn) + times.at(-1)!) / 2;
	const line = { type: 'line', silent: true };
	return {
		/** Where its lines end, to place their labels. */
		ends: everSeen ? [last, forecast.adopters] : [last],
		end: times.at(-1)!,
		highest: Math.max(high, saturation ?? 0),
		/** Day, expected, from, to: after the day that it begins with. */
		rows: on
			.slice(1)
			.map((day, i): Cell[] => [day, whole(expected[i + 1]), whole(lower[i + 1]), whole(upper[i + 1])]),
		/** About row `i`. */
		told: (i: number): Told[] => [
			{ text: f.day(on[i + 1]!) },
			{
				text: 'expected',
				value: `${f.number(whole(expected[i + 1]))} (${range(i + 1)})`,
				color: 'var(--stage-sustained)'
			}
		],
		/** About a day that has passed. */
		toldEver: (day: string): Told[] =>
			everSeen && seen.on.includes(day)
				? [{ text: 'ever adopted', value: f.number(seen.adopters[seen.on.indexOf(day)] ?? null) }]
				: [],
		/** `wide` enough for words beside the point. */
		series: (shift: number[], wide: boolean) => [
			{
				...line,
				name: 'expected',
				data: times.map((time, i) => [time, expected[i]]),
				lineStyle: { color: 'var(--stage-sustained)', width: 2, type: [6, 4] },
				itemStyle: { color: 'var(--stage-sustained)' },
				endLabel: {
					show: true,
					formatter: `${f.number(last)} expected`,
					color: 'var(--ink)',
					offset: [2, shift[0]]
				},
				...(saturation !== null && {
					markLine: {
						silent: true,
						symbol: 'none',
						lineStyle: { color: 'var(--stage-sustained)', type: [1, 4], width: 1 },
						label: {
							position: 'insideStartTop',
							color: 'var(--ink-2)',
							formatter: `${f.number(whole(saturation))} in the end${saturationInterval ? ` (${f.number(whole(saturationInterval.lower))} to ${f.number(whole(saturationInterval.upper))})` : ''}`
						},
						data: [{ yAxis: saturation }]
					}
				})
			},
			{
				...line,
				stack: 'limits',
				lineStyle: { width: 0 },
				data: times.map((time, i) => [time, lower[i]])
			},
			{
				...line,
				stack: 'limits',
				lineStyle: { width: 0 },
				areaStyle: { color: 'var(--stage-started)', opacity: 0.3 },
				data: times.map((time, i) => [time, upper[i]! - lower[i]!])
			},
			...(everSeen
				? [
						{
							...line,
							name: 'ever adopted',
							data: seen.on.map((day, i) => [Date.parse(day), seen.adopters[i]]),
							lineStyle: { color: 'var(--stage-sustained)', width: 1 },
							itemStyle: { color: 'var(--stage-sustained)' },
							endLabel: {
								show: true,
								formatter: `${f.number(forecast.adopters)} ever adopted`,
								color: 'var(--ink-2)',
								offset: [2, shift[1]]
							}
						}
					]
				: []),
			...(halfOn !== null && saturation !== null
				? [
						{
							type: 'scatter',
							silent: true,
							symbolSize: 8,
							itemStyle: {
								color: 'var(--surface)',
								borderColor: 'var(--stage-sustained)',
								borderWidth: 2,
								opacity: 1
							},
							label: {
								show: wide,
								// beside the curve on the side where there is room above or below it
								position: late ? 'left' : 'right',
								distance: 8,
								color: 'var(--ink)',
								formatter: `half of that, ${f.month(halfOn)}`
							},
							data: [[Date.parse(halfOn), saturation / 2]]
						}
					]
				: [])
		]
	};
}

/** Low and high of what is expected at the end, for a sentence. */
export function expectedAtEnd({ on, expected, lower, upper }: Forecast) {
	const last = on.at(-1);
	if (last === undefined) return null;
	return {
		on: last,
		teams: Math.round(expected.at(-1)!),
		lower: Math.round(lower.at(-1)!),
		upper: Math.round(upper.at(-1)!)
	};
}

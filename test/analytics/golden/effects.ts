import * as analytics from '../../../packages/analytics/src/index.ts';
import type { Method } from './methods.ts';

type DidInput = { y: number[]; treated: number[]; post: number[]; cluster?: (string | number)[] };

export const didTwoByTwo: Method<DidInput> = (input) => {
	const answer = analytics.didTwoByTwo(input);
	const seClassical = answer.kind === 'did' ? answer.seClassical?.treatedPost : null;
	return { actual: answer, published: { seClassical } };
};

type CsInput = {
	controlGroup?: 'never' | 'notyet';
	basePeriod?: 'varying' | 'universal';
	anticipation?: number;
	times: number[];
	units: { firstTreated: number | null; y: number[] }[];
};

export const groupTimeEffects: Method<CsInput> = ({
	times,
	units,
	controlGroup,
	basePeriod,
	anticipation
}) => {
	const panel = {
		times,
		firstTreated: units.map((unit) => unit.firstTreated),
		y: units.map((unit) => unit.y)
	};
	const answer = analytics.groupTimeEffects(panel, { control: controlGroup, base: basePeriod, anticipation });
	if (answer.kind === 'too-little') return { actual: answer };
	const { groupTime, dynamic, group } = answer;
	const published = {
		groupTime,
		dynamic: dynamic.by,
		dynamicOverall: dynamic.overall?.att,
		groupOverall: group.overall?.att
	};
	return { actual: answer, published };
};

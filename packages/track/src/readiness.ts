/** What a coalition brings to its event, counted. */
export type Inputs = {
	/** Current goals, and those of them whose metric has a figure. */
	goals: number;
	goalsMeasured: number;
	/** Words on the goal that came furthest; null where no figure is known. */
	progress: string | null;
	/** Published patterns to show: failures among them, those that say how, and those that say where. */
	patterns: number;
	failures: number;
	withSteps: number;
	withBoundaries: number;
	/** Adoptions that ended with a reason. */
	endings: number;
	/** Patterns with an outcome, those of them whose outcome somebody signed, and teams that use one. */
	withOutcome: number;
	validated: number;
	adopters: number;
};
/** One line of the checklist: what is there, and what is missing (null: nothing). */
export type Input = {
	input: 'progress' | 'learnings' | 'patterns' | 'outcomes';
	there: string;
	missing: string | null;
};

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** The checklist of inputs for an event: progress, learnings, patterns, outcomes. */
export function readiness(inputs: Inputs): Input[] {
	const { goals, patterns, failures, withSteps, withBoundaries, endings, withOutcome, validated } = inputs;
	const bare = [
		withSteps < patterns && `${patterns - withSteps} without steps to reproduce it`,
		withBoundaries < patterns && `${patterns - withBoundaries} without stated boundaries`
	].filter(Boolean);
	return [
		{
			input: 'progress',
			there: inputs.progress ?? `${counted(goals, 'goal')}, none with a figure`,
			missing:
				goals === 0
					? 'State the TOP Goal.'
					: inputs.goalsMeasured === 0
						? 'Name the metric of the goal, its baseline and its target.'
						: null
		},
		{
			input: 'learnings',
			there: `${counted(failures, 'failure')}, ${counted(endings, 'ending')} with a reason`,
			missing: failures + endings === 0 ? 'Ask what did not work, and for whom.' : null
		},
		{
			input: 'patterns',
			there: `${counted(patterns, 'pattern')} to show`,
			missing: patterns === 0 ? 'Publish a pattern.' : bare.length > 0 ? `${bare.join(', ')}.` : null
		},
		{
			input: 'outcomes',
			there: `${withOutcome} of ${counted(patterns, 'pattern')} with an outcome (${validated} validated), ${counted(inputs.adopters, 'team')} in use`,
			missing:
				withOutcome < patterns ? `${patterns - withOutcome} without an outcome that others can expect.` : null
		}
	];
}

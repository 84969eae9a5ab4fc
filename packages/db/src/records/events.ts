import { tellEvent } from '../hear-events.ts';
import type { Rule } from './rules.ts';

/** What changes of an event, or of what is part of one, is told to those who are there. */
export const eventRule: Rule = async ({ sql }, before, after) => {
	const record = (after ?? before)!;
	const event = (record['event'] as { key: string } | undefined)?.key ?? (record['key'] as string);
	await tellEvent(sql, event);
};

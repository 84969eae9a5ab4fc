import type { Changing } from '../changes/change.ts';
import { eventRule } from './events.ts';
import type { RecordKind } from './kinds.ts';
import { conditionRule, heededRule, patternRule } from './patterns.ts';
import type { Stored } from './records.ts';
import { agreementRule, backingRule, supportLogRule } from './support.ts';

/**
 * What must hold for a kind of record once it is written, besides what its fields say: throws Refused where it does
 * not, which takes the change back. `before` is null for a new record, `after` for one that was taken out.
 */
export type Rule = (changing: Changing, before: Stored | null, after: Stored | null) => Promise<void>;

export const RULES: Partial<Record<RecordKind, Rule>> = {
	events: eventRule,
	event_coalitions: eventRule,
	event_patterns: eventRule,
	participants: eventRule,
	activities: eventRule,
	voices: eventRule,
	promotion_actions: eventRule,
	patterns: patternRule,
	conditions: conditionRule,
	heeded: heededRule,
	agreements: agreementRule,
	support_log: supportLogRule,
	backings: backingRule
};

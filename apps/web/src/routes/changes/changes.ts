import { RECORD_FIELDS, type AuditTrail, type Change, type Field, type RecordKind } from '@app/contract';

type Names = AuditTrail['names'];
export type Difference = { field: string; before: unknown; after: unknown };

/** Which changes can be taken back here. */
export const undoable = ({ kind, undone }: Change): boolean =>
	!undone && (kind in RECORD_FIELDS || kind === 'transitions');

const NOUNS: Record<string, string> = {
	people: 'person',
	capacities: 'capacity',
	sovereignties: 'sovereignty',
	activities: 'activity',
	support_log: 'support entry',
	heeded: 'heeded failure'
};
/** One of the kind, in words. */
export const nounOf = (kind: string): string => NOUNS[kind] ?? kind.replace(/s$/, '').replaceAll('_', ' ');

/** What a value of a field names, and its name: "Ada" for `ada`. */
function named(kind: string, field: string, value: unknown, names: Names): unknown {
	if (typeof value !== 'string') return value;
	const schema = RECORD_FIELDS[kind as RecordKind]?.[field] as (Field & { anyOf?: Field[] }) | undefined;
	const of = (schema?.anyOf?.[0] ?? schema)?.of ?? { pattern: 'patterns', team: 'teams' }[field];
	return (of && names[of]?.[value]) ?? value;
}

/** What the record is called: its own name, or what it is about. */
export function titleOf({ kind, before, after }: Change, names: Names): string {
	const values = after ?? before ?? {};
	const own = values['name'] ?? values['statement'];
	if (typeof own === 'string') return `“${own}”`;
	const about = ['coalition', 'event', 'pattern', 'team', 'area', 'person']
		.map((field) => named(kind, field, values[field], names))
		.filter((value) => typeof value === 'string');
	return about.slice(0, 3).join(' · ');
}

/** From what to what, field by field; empty fields of what is new or gone are left out. */
export function differences({ kind, before, after }: Change, names: Names): Difference[] {
	const fields = Object.keys({ ...before, ...after });
	return fields
		.map((field) => ({
			field,
			before: named(kind, field, before?.[field] ?? null, names),
			after: named(kind, field, after?.[field] ?? null, names)
		}))
		.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

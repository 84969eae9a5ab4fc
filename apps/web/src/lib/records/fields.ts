import { RECORD_FIELDS, type Field, type FoundKind, type RecordKind, type Referred } from '@app/contract';

/** Values by field as in answers: what names a record is `{ key, name }`, or just its key. */
export type Values = Record<string, unknown>;

/** How a field of a record is asked for. */
export type Asking = {
	name: string;
	label: string;
	/** What it holds, in words; empty where the label says it all. */
	hint: string;
	required: boolean;
	type: 'line' | 'text' | 'day' | 'instant' | 'number' | 'whole' | 'yes' | 'choice' | 'record';
	choices: string[];
	of: FoundKind;
	most: number | undefined;
	least: number | undefined;
};

const LABELS: Record<string, string> = {
	fromOn: 'From',
	untilOn: 'Until',
	backedFrom: 'From',
	because: 'Because of',
	words: 'In words',
	startsAt: 'Starts',
	perWeek: 'In a week'
};
const FOUND: Record<Referred, FoundKind> = {
	teams: 'team',
	people: 'person',
	coalitions: 'coalition',
	patterns: 'pattern',
	metrics: 'metric',
	events: 'event'
};

type Inside = Field & Record<string, unknown>;
/** What is inside a field that may be empty (functions of the contract do not come to the browser). */
const filled = (field: Field) =>
	((field as Inside)['anyOf'] as Inside[] | undefined)?.[0] ?? (field as Inside);
const sentence = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
/** `mergedInto` as "Merged into". */
export const labelOf = (field: string): string =>
	LABELS[field] ?? sentence(field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** What the description says beyond what the input itself shows. */
const plain = (description: string) =>
	description
		.replace(/, at most [\d,]+ characters( in one line)?|, a day that exists, written yyyy-mm-dd/, '')
		.replace(/, such as \d{4}-\S*Z|, a number such as [\d.]+|, a whole number from \d+ on/, '')
		.replace(/^one of [^:]*?(?=, or nothing|$)/, '')
		.replace(/^yes where (.*), no otherwise/, '$1')
		.replace(/^(the key of )/, '');

/** How a field of a kind of record is asked for; `label` in other words. */
export function askingOf(kind: RecordKind, name: string, label?: string): Asking {
	const field = RECORD_FIELDS[kind][name];
	if (!field) throw new Error(`There is no field ${name} of ${kind}`);
	const inside = filled(field);
	const [what = '', empty] = plain(field.description ?? '').split(/,? ?or nothing: /);
	const type = typeOf(inside);
	const said = label ?? (type === 'yes' ? sentence(what) : labelOf(name));
	const hint = [
		type === 'yes' || what.replace(/^the /, '').toLowerCase().startsWith(said.toLowerCase())
			? ''
			: sentence(what),
		empty && `leave it empty: ${empty}`
	];
	return {
		name,
		label: said,
		hint: hint
			.filter(Boolean)
			.map((part) => `${sentence(part!)}.`)
			.join(' '),
		required: inside === field,
		type,
		choices: (inside['enum'] as string[] | undefined) ?? [],
		of: FOUND[inside.of ?? 'teams'],
		most: (inside['maxLength'] ?? inside['maximum']) as number | undefined,
		least: inside['minimum'] as number | undefined
	};
}

function typeOf(field: Inside): Asking['type'] {
	if (field.of) return 'record';
	if (field['enum']) return 'choice';
	if (field['type'] === 'boolean') return 'yes';
	if (field['type'] === 'integer') return 'whole';
	if (field['type'] === 'number') return 'number';
	if (field['format'] === 'date') return 'day';
	if (field['format'] === 'date-time') return 'instant';
	return Number(field['maxLength']) > 200 ? 'text' : 'line';
}

/** A value as it is sent: a record by its key, nothing as null. */
export const sentOf = (value: unknown): unknown =>
	value === '' || value === undefined
		? null
		: typeof value === 'object' && value !== null
			? (value as { key: string }).key
			: value;

/** A value as a reader sees it. */
export function textOf(value: unknown, locale: string): string {
	if (value === null || value === undefined || value === '') return 'nothing';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
	if (typeof value === 'object')
		return (value as { name?: string; key: string }).name ?? (value as { key: string }).key;
	const text = String(value);
	if (/^\d{4}-\d\d-\d\d$/.test(text))
		return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text));
	if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)$/.test(text))
		return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
			new Date(text)
		);
	return text;
}

/** An instant as a datetime-local input shows it, in the reader's zone. */
export function localOf(instant: unknown): string {
	if (typeof instant !== 'string' || instant === '') return '';
	const at = new Date(instant);
	return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The field that a message is about, if it names one of these: `body/name must ...`, or `... (owner)`. */
export function fieldIn(message: string, fields: string[]): string | null {
	const named = [...message.matchAll(/body(?:\/fields)?\/(\w+)|\((\w+)\)/g)].map(
		([, path, word]) => path ?? word!
	);
	return named.find((name) => fields.includes(name)) ?? null;
}

/** What is sent, with a key made from its name where its kind has one and none is given; one that is free. */
export async function freeKey(kind: RecordKind, sent: Values): Promise<Values> {
	if (!('key' in RECORD_FIELDS[kind]) || sent['key']) return sent;
	const name = String(sent['name'] ?? sent['statement'] ?? kind);
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	const start = plain.slice(0, 60) || kind;
	for (let n = 1; ; n++) {
		const key = n === 1 ? start : `${start}-${n}`;
		const answer = await fetch(`/api/records/${kind}?${new URLSearchParams({ key, pageSize: '1' })}`);
		if (!answer.ok || ((await answer.json()) as { total: number }).total === 0) return { ...sent, key };
	}
}

import type { RecordKind } from '@app/contract';
import { page } from '$app/state';
import { placeIn } from '#lib/place.ts';
import { say } from './toasts.svelte.ts';
import type { Values } from './fields.ts';

export type Saved = { id: string; version: number } & Values;
/** What RecordForm is told; RecordForm.svelte says more. */
export type FormProps = {
	kind: RecordKind;
	/** Which fields are shown, in this order. */
	fields: string[];
	/** What stands in the fields at first; what names a record as its key, or better as `{ key, name }`. */
	values?: Values;
	/** What is sent without being shown. */
	fixed?: Values;
	/** The record that is edited, as it was answered; without it a new one is entered. */
	record?: Saved;
	/** Whether the record may be taken out here too. */
	removable?: boolean;
	/** Other words for fields: `{ owner: 'Who does it' }`. */
	labels?: Record<string, string>;
	/** The button: "Save". */
	action?: string;
	/** The toast: "Saved." */
	said?: string;
	/** Told of the record as it is now (null: taken out), when the page shows it. */
	onsaved?: (record: Saved | null) => void;
};
export type OpenForm = FormProps & { title: string };

/** The form in the dialog of the layout (Forms.svelte). */
export const forms = $state<{ open: OpenForm | null }>({ open: null });

/** Said instead of changing something on a page that shows what was known at an instant. */
export const NOT_THEN =
	'This page shows what was known before. Go back to what is known now to change something.';

/** Opens the form of a record in a dialog, titled by what is done there: "Add a member". */
export function openForm(form: OpenForm): void {
	if (placeIn(page).knownAt) say(NOT_THEN, { failed: true });
	else forms.open = form;
}

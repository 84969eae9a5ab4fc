import { goto } from '$app/navigation';
import { hrefOf } from '#lib/pages.ts';
import { openForm, type OpenForm } from '#lib/records/forms.svelte.ts';

export type Action = { label: string; act: () => void };

/** Opens a form, and then the page of what was entered. */
const enter = (form: OpenForm, folder?: string): Action => ({
	label: form.title,
	act: () =>
		openForm({
			...form,
			...(folder && {
				// eslint-disable-next-line svelte/no-navigation-without-resolve -- hrefOf resolves
				onsaved: (record) => goto(hrefOf(`${folder}/${encodeURIComponent(String(record?.['key']))}`, {}))
			})
		})
});

/** What can be done from anywhere. `today` is the day of the reader's entries. */
export const actions = (today: string): Action[] => [
	enter({
		title: 'Record a check-in',
		kind: 'check_ins',
		fields: ['team', 'pattern', 'state', 'because'],
		fixed: { checkedOn: today }
	}),
	enter(
		{
			title: 'Plan an event',
			kind: 'events',
			fields: ['name', 'startsAt', 'minutes', 'place'],
			values: { minutes: 45 },
			fixed: { state: 'planned' }
		},
		'/events'
	),
	enter(
		{
			title: 'Write a pattern',
			kind: 'patterns',
			fields: ['name', 'kind', 'summary', 'steps', 'coalition', 'originTeam', 'discoveredOn'],
			values: { kind: 'success', discoveredOn: today },
			fixed: { state: 'draft' }
		},
		'/patterns'
	),
	enter({
		title: 'Agree on support',
		kind: 'agreements',
		fields: ['team', 'pattern', 'kind', 'amount', 'coalition', 'owner', 'receiver', 'untilOn'],
		fixed: { agreedOn: today }
	}),
	enter({
		title: 'Back a pattern in an area',
		kind: 'backings',
		fields: ['area', 'pattern', 'person', 'words'],
		fixed: { backedFrom: today, stance: 'backed' }
	}),
	enter({
		title: 'Record a signal',
		kind: 'signals',
		fields: ['coalition', 'kind', 'words'],
		fixed: { source: 'missed', raisedOn: today }
	}),
	enter({
		title: 'Set a TOP Goal',
		kind: 'goals',
		fields: ['coalition', 'statement', 'domain', 'metric', 'baseline', 'target', 'dueOn'],
		fixed: { setOn: today }
	}),
	enter(
		{
			title: 'Found a coalition',
			kind: 'coalitions',
			fields: ['name', 'kind', 'purpose'],
			values: { kind: 'team' },
			fixed: { foundedOn: today }
		},
		'/coalitions'
	),
	enter({ title: 'Add a person', kind: 'people', fields: ['name', 'email'] }),
	enter({
		title: 'Record that a team heeded a failure',
		kind: 'heeded',
		fields: ['team', 'pattern', 'kind', 'costAvoided', 'currency', 'words'],
		fixed: { heededOn: today }
	})
];

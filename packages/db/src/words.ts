/** The area above all roots: the whole organization. No team has this id. */
export const ORGANIZATION_ID = '00000000-0000-0000-0000-000000000000';

/** What an import counts up in `versions`: anything may have changed. No pattern has this id. */
export const IMPORTS_ID = '00000000-0000-0000-0000-000000000001';

/** The stages in the order of the track; `observed` is use without an agreement, the last two are ends. */
export const STAGES = [
	'observed',
	'identified',
	'agreed',
	'started',
	'adopted',
	'sustained',
	'declined',
	'abandoned'
] as const;

/** What a change of any other record counts up in `versions`. No pattern has this id. */
export const TRACK_ID = '00000000-0000-0000-0000-000000000002';

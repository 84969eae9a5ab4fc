export { beside, connect, type Db, type Transaction } from './connect.ts';
export { recount, recountIfOutdated } from './keep/recount.ts';
export * from './findings/causes.ts';
export * from './findings/channels.ts';
export * from './findings/misapplications.ts';
export * from './findings/support.ts';
export { refreshFindings, type Cause } from './findings/refresh.ts';
export { editionsOf, type Edition, type Editions } from './editions/edition.ts';
export { notAppendOnly } from './append-only.ts';
export { migrate } from './migrate.ts';
export { snapshot } from './snapshot.ts';
export { transaction } from './transaction.ts';
export {
	change,
	Busy,
	ChangedMeanwhile,
	forgetRequests,
	Missing,
	Refused,
	type Actor,
	type Answer,
	type Answered,
	type Changing,
	type Request
} from './changes/change.ts';
export { enterCheckIn, type NewCheckIn } from './changes/check-ins.ts';
export { changeMany, type Done, type ManyChange } from './changes/many-adoptions.ts';
export { mergePatterns, type Merged } from './changes/merge-patterns.ts';
export { enterTransition, type NewTransition, type Recorded } from './changes/transition.ts';
export * from './queries/adoption.ts';
export * from './queries/adoption-context.ts';
export * from './queries/area.ts';
export * from './queries/backing.ts';
export * from './queries/before-after.ts';
export * from './queries/board.ts';
export * from './queries/changes.ts';
export * from './queries/candidates.ts';
export * from './queries/coalitions.ts';
export * from './queries/coalition-facts.ts';
export * from './queries/curve.ts';
export * from './queries/effects.ts';
export * from './queries/events.ts';
export * from './queries/export.ts';
export { copyFilesOut } from './copy-out.ts';
export * from './queries/findings.ts';
export * from './queries/first-adoptions.ts';
export * from './queries/fit.ts';
export * from './queries/funnel.ts';
export * from './queries/heeded.ts';
export * from './queries/invitees.ts';
export * from './queries/matrix.ts';
export * from './queries/movements.ts';
export * from './queries/organization.ts';
export * from './queries/pattern.ts';
export * from './queries/people.ts';
export * from './queries/recorded.ts';
export * from './queries/reference.ts';
export * from './queries/reports.ts';
export * from './queries/report-quarter.ts';
export * from './queries/search.ts';
export * from './queries/spread.ts';
export * from './queries/stalls.ts';
export * from './queries/support.ts';
export * from './queries/team.ts';
export * from './queries/team-states.ts';
export * from './queries/track-groups.ts';
export * from './queries/trait-outcomes.ts';
export * from './queries/value.ts';
export {
	audit,
	createRecord,
	editRecord,
	recordOf,
	recordsOf,
	removeRecord,
	type Stored,
	type Values
} from './records/records.ts';
export { sayBacking } from './records/backing.ts';
export { logSupport } from './records/support.ts';
export type { RecordKind } from './records/kinds.ts';
export { undoChange } from './records/undo.ts';
export { hearEvents } from './hear-events.ts';
export { shareEmbedded, startEmbedded, type Embedded } from './embedded.ts';
export { StartError } from './start-error.ts';
export { storeImport, type Stage, type StoredFile } from './import/import.ts';
export {
	beginAttempt,
	endAttempt,
	hearOfAttempt,
	importAttempts,
	type ImportAttempt
} from './import/reports.ts';
export { Remarks, type Remark } from './import/remarks.ts';
export { newId } from './import/staging.ts';
export { type Findings } from './import/target.ts';
export { ORGANIZATION_ID } from './words.ts';

import type { STAGES } from '../schema/index.ts';

/** A stage of an adoption. */
export type Stage = (typeof STAGES)[number];

import type { STAGES } from '../words.ts';

/** A stage of an adoption. */
export type Stage = (typeof STAGES)[number];

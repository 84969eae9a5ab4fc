/**
 * The typed answer of a method that was given too little to stand on: never a number, always the reason.
 * `missing` completes the sentence "Too early to say: …".
 */
export type TooLittle = { kind: 'too-little'; missing: string };

/**
 * Says what is missing instead of a figure.
 *
 * @param missing what would have to be there, in the words of a reader of the dashboard
 * @example
 * tooLittle('two periods or more'); // => { kind: 'too-little', missing: 'two periods or more' }
 */
export const tooLittle = (missing: string): TooLittle => ({ kind: 'too-little', missing });

export type Toast = { text: string; failed: boolean; undo: (() => Promise<unknown>) | null };

/** What was said last; it stays until it is closed or something else is said. `dialogs`: how many are open. */
export const said = $state<{ toast: Toast | null; dialogs: number }>({ toast: null, dialogs: 0 });

/** Tells the reader what came of something, in a sentence; `undo` takes it back. */
export function say(text: string, { failed = false, undo = null }: Partial<Omit<Toast, 'text'>> = {}): void {
	said.toast = { text, failed, undo };
}

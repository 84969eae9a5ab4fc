/** Why the product cannot start, said to the person who starts it: one sentence and what to do; no stack is shown. */
export class StartError extends Error {
	override name = 'StartError';
}

/** Another process has the data folder. */
export class AlreadyRunning extends StartError {}

/** Turns a refusal of the file system into a sentence about `folder`; any other error is returned as it is. */
export function explain(error: unknown, folder: string): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	const text = `${code} ${message}`;
	if (/ENOSPC|No space left|free disk space|EDQUOT|quota/i.test(text))
		return new StartError(`The disk is full: make room where ${folder} is, then start again.`, {
			cause: error
		});
	if (
		/EACCES|EPERM|EROFS|Permission denied|Read-only file system|unable to open database file|readonly/i.test(
			text
		)
	)
		return new StartError(
			`The data folder ${folder} is not writable for this user: change its permissions, or name another with DATA_DIR.`,
			{ cause: error }
		);
	if (/ENOTDIR|EEXIST/.test(text))
		return new StartError(
			`${folder} is in the way: it is not a folder. Move it, or name another with DATA_DIR.`,
			{
				cause: error
			}
		);
	return error;
}

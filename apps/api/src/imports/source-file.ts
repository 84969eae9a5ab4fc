/** A file that someone brought. It is read twice: once to find out how it is written, once for its rows. */
export type SourceFile = {
	/** Without its path. */
	name: string;
	open(): AsyncIterable<Buffer>;
};

/** The figures that the page about figures explains: the anchors on it. */
export type Made =
	| 'spread'
	| 'eligible'
	| 'change'
	| 'time-to-adopt'
	| 'funnel'
	| 'stalled'
	| 'chance'
	| 'forecast'
	| 'works-where'
	| 'effect'
	| 'value'
	| 'roi'
	| 'multiple'
	| 'xmr'
	| 'next'
	| 'known-at';

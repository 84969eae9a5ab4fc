/** The header that says on whose behalf something is changed, from the cookies: the person chosen at the top of the page. */
export function actingAs(cookies: string): Record<string, string> {
	const person = /(?:^|; )person=([^;]+)/.exec(cookies)?.[1];
	return person ? { 'x-on-behalf-of': person } : {};
}

import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { API_URL } from '$app/env/private';
import { preferred } from '#lib/format.ts';
import { actingAs } from '#lib/person.ts';

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.locale = preferred(event.request.headers.get('accept-language'));
	const theme =
		event.cookies.get('theme') === 'dark' ? 'dark' : event.cookies.get('theme') === 'light' ? 'light' : '';
	const response = await resolve(event, {
		preload: ({ type, path }) => type === 'js' || path.includes('inter-latin-wght'),
		transformPageChunk: ({ html }) => html.replace('data-theme="%theme%"', theme && `data-theme="${theme}"`)
	});
	response.headers.set('x-frame-options', 'DENY');
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	return response;
};

/**
 * Questions to the API stay in the process where it runs in the same one. On a page of what was known at an instant,
 * they are all asked as known then.
 */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
	const url = new URL(request.url);
	if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
	if (request.method !== 'GET')
		Object.entries(actingAs(event.request.headers.get('cookie') ?? '')).forEach(([name, value]) =>
			request.headers.set(name, value)
		);
	const knownAt = event.url.searchParams.get('knownAt');
	if (knownAt && request.method === 'GET') url.searchParams.set('knownAt', knownAt);
	const path = url.pathname + url.search;
	return event.platform?.req?.api?.(path, request) ?? fetch(new Request(new URL(path, API_URL), request));
};

export const handleError: HandleServerError = ({ kind, error }) => {
	if (kind !== 'unknown') return;
	console.error(error);
	return { message: 'This page could not be made. Nothing was changed or lost.' };
};

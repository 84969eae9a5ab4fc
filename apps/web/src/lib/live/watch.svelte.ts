import type { LiveEvent } from '@app/contract';

/** What an event is now, from the page's first answer on; `connected`: whether news would arrive. */
export type Watched = { event: LiveEvent; connected: boolean };

/**
 * Keeps an event up to date by server-sent events, for as long as what it returns is not called. The browser comes
 * again by itself when the line breaks.
 */
export function watch(watched: Watched, key: string): () => void {
	const source = new EventSource(`/api/events/${encodeURIComponent(key)}/live`);
	source.onopen = () => (watched.connected = true);
	source.onerror = () => (watched.connected = false);
	source.onmessage = ({ data }) => {
		watched.event = JSON.parse(data as string) as LiveEvent;
		watched.connected = true;
	};
	return () => source.close();
}

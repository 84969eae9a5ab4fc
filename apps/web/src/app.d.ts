declare global {
	namespace App {
		interface Locals {
			/** The reader's language for figures and days, from the request. */
			locale: string;
		}
		interface PageData {
			locale: string;
		}
	}
}

declare module 'node:http' {
	interface IncomingMessage {
		/** The API's door in the same process, put there by the server that mounts this app. */
		api?: (url: string, init?: RequestInit) => Promise<Response>;
	}
}

export {};

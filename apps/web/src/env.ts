import { defineEnvVars } from '@sveltejs/kit/env';

export const variables = defineEnvVars({
	API_URL: {
		schema: (value) => value ?? 'http://127.0.0.1:3000',
		description: 'Where the API answers while this app runs on its own, as in development'
	}
});

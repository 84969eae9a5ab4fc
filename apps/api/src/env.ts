import { StartError } from '@app/db';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Env = Type.Object({
	PORT: Type.Number({
		default: 3000,
		multipleOf: 1,
		minimum: 0,
		maximum: 65535,
		description: 'the port to serve on, 0 to 65535'
	}),
	HOST: Type.String({ default: '127.0.0.1', description: 'the address to serve on, such as 127.0.0.1' }),
	DATABASE_URL: Type.Optional(
		Type.String({
			pattern: '^postgres(ql)?://',
			description:
				'a PostgreSQL database to use instead of our own, such as postgres://user:password@host:5432/name'
		})
	),
	DATA_DIR: Type.String({
		default: './.data',
		description: 'the folder for our own database and the files of reports'
	}),
	FIRST_MONTH: Type.Number({
		default: 1,
		multipleOf: 1,
		minimum: 1,
		maximum: 12,
		description: 'the first month of the fiscal year, 1 to 12'
	}),
	TIME_ZONE: Type.String({
		enum: ['UTC', ...Intl.supportedValuesOf('timeZone')],
		default: 'UTC',
		description: 'the time zone of the organization, such as Europe/Berlin'
	}),
	DEMO: Type.Union([Type.Literal('on'), Type.Literal('off')], {
		default: 'on',
		description: 'on or off: whether an empty database gets the simulated demo organization'
	})
});
export type Env = Static<typeof Env>;

/**
 * Reads the settings of the product out of the environment; an empty variable counts as unset.
 *
 * @throws StartError that names each wrong variable and what it is for
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
	const given = Object.keys(Env.properties).flatMap((name) =>
		variables[name] ? [[name, variables[name]]] : []
	);
	const env = Value.Convert(Env, Value.Default(Env, Object.fromEntries(given)));
	if (Value.Check(Env, env)) return env;
	const names = new Set(Value.Errors(Env, env).map(({ instancePath }) => instancePath.slice(1)));
	const meanings = Object.entries(Env.properties as Record<string, { description?: string }>);
	const wrong = meanings.filter(([name]) => names.has(name));
	throw new StartError(
		wrong
			.map(([name, is]) => `${name}='${variables[name]}' is not possible: ${name} is ${is.description}.`)
			.join('\n')
	);
}

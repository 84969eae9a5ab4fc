import AjvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler';
import SerializerSelector, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler';

/** What a schema was compiled to, by the schema itself: those of the contract are the same in every app. */
function rememberedBySchema<Route extends { schema?: unknown }, Compiled>(
	compile: (route: Route) => Compiled
): (route: Route) => Compiled {
	const known = new WeakMap<object, Compiled>();
	return (route) => {
		const schema = route.schema as object;
		const compiled = known.get(schema) ?? compile(route);
		known.set(schema, compiled);
		return compiled;
	};
}

/** Makes a compiler once for all apps of the process: they have the same options and share no schemas by name. */
const once = <Args extends unknown[], Made>(make: (...args: Args) => Made): ((...args: Args) => Made) => {
	let made: Made | undefined;
	return (...args) => (made ??= make(...args));
};

/**
 * How schemas are compiled, as Fastify does it by itself, but once a process: an app is built for every instant that is
 * asked about (editions.ts), and nearly all that takes is compiling.
 */
export const compilersFactory = {
	buildValidator: once((...args: Parameters<BuildCompilerFromPool>) =>
		rememberedBySchema(AjvCompiler()(...args) as never)
	) as BuildCompilerFromPool,
	buildSerializer: once((...args: Parameters<SerializerFactory>) =>
		rememberedBySchema(SerializerSelector()(...args))
	) as SerializerFactory
};

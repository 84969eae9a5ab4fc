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

type Validate = ((data: unknown) => unknown) & { errors?: unknown };

/** Compiles once it is called: most of a start would go into schemas that nobody asks for yet. */
function whenCalled(compile: () => Validate): Validate {
	let compiled: Validate | undefined;
	const validate: Validate = (data) => {
		compiled ??= compile();
		const valid = compiled(data);
		validate.errors = compiled.errors;
		return valid;
	};
	return validate;
}
const lazy =
	<Route>(compile: (route: Route) => Validate) =>
	(route: Route): Validate =>
		whenCalled(() => compile(route));

/** Makes a compiler once for all apps of the process: they have the same options and share no schemas by name. */
const once = <Args extends unknown[], Made>(make: (...args: Args) => Made): ((...args: Args) => Made) => {
	let made: Made | undefined;
	return (...args) => (made ??= make(...args));
};

/**
 * How schemas are compiled, as Fastify does it by itself, but once a process, and when they are needed: an app is built
 * for every instant that is asked about (editions.ts), and nearly all that takes is compiling.
 */
export const compilersFactory = {
	buildValidator: once((...args: Parameters<BuildCompilerFromPool>) =>
		rememberedBySchema(lazy(AjvCompiler()(...args) as never))
	) as BuildCompilerFromPool,
	buildSerializer: once((...args: Parameters<SerializerFactory>) =>
		rememberedBySchema(lazy(SerializerSelector()(...args) as never))
	) as SerializerFactory
};

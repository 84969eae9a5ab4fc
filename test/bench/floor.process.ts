/**
 * A process of its own: the least that could answer. Fastify with nothing added, ready bytes (`/bytes/:size`), and one
 * prepared query each (`/query/:name`). Takes the database's url, says where it listens.
 */
import Fastify from 'fastify';
import postgres from 'postgres';
import { FLOOR_QUERIES } from './floor-tables.ts';

const sql = postgres(process.argv[2]!, { max: 8 });
const app = Fastify();
const ready = new Map<string, Buffer>();
app.get<{ Params: { size: string } }>('/bytes/:size', async ({ params: { size } }, reply) => {
	const bytes = ready.get(size) ?? Buffer.alloc(Number(size), 'x');
	ready.set(size, bytes);
	return reply.type('application/json').send(bytes);
});
for (const [name, text] of Object.entries(FLOOR_QUERIES))
	app.get<{ Querystring: { pattern?: string } }>(`/query/${name}`, ({ query: { pattern } }) =>
		sql.unsafe(text, pattern ? [Number(pattern)] : [], { prepare: true })
	);
process.once('SIGTERM', async () => {
	await app.close();
	await sql.end();
});
console.log(`ready at ${await app.listen({ port: 0 })}`);

import type { FastifyReply } from 'fastify';
import { Type, type TSchema } from 'typebox';

/** The schema of an answer that is JSON text already: documented as what it says, sent as it comes. */
export const jsonText = (schema: TSchema) => Type.Unsafe<string>(schema);

/** Says that the answer is JSON, which a text does not say by itself. */
export const asJson = (reply: FastifyReply, text: string): string => {
	void reply.type('application/json; charset=utf-8');
	return text;
};

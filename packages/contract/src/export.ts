import { type Static, Type } from 'typebox';
import { AsOfArea, Key } from './words.ts';

/** Which adoptions to export. */
export const ExportQuery = Type.Object({ ...AsOfArea.properties, pattern: Type.Optional(Key) });
export type ExportQuery = Static<typeof ExportQuery>;

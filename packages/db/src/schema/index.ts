export * from './adoptions.ts';
export * from './imports.ts';
export * from './links.ts';
export * from './metrics.ts';
export * from './patterns.ts';
export * from './support.ts';
export * from './teams.ts';
export * from './versions.ts';

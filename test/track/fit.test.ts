import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitOf, holds, type Condition } from '../../packages/track/src/fit.ts';

const value = fc.constantFrom('1', '2', '2.0', '10', 'many', 'kubernetes');
const trait = fc.constantFrom('size', 'deploys_on', 'on_call', 'constructor');
const condition: fc.Arbitrary<Condition> = fc.record({
	kind: fc.constantFrom('works' as const, 'breaks' as const),
	trait,
	operator: fc.constantFrom('is' as const, 'is not' as const, 'at least' as const, 'at most' as const),
	value
});
const conditions = fc.array(condition, { maxLength: 6 });
const traits = fc.dictionary(trait, value);

test('numbers are compared as numbers, all else as it is written', () => {
	const limit = (operator: Condition['operator'], own: string) => ({
		...{ kind: 'works' as const, trait: 'size', operator, value: own }
	});
	expect(holds(limit('at least', '9'), '10')).toBe(true);
	expect(holds(limit('at most', '9'), '10')).toBe(false);
	expect(holds(limit('is', '2'), '2.0')).toBe(true);
	expect(holds(limit('is not', 'Linux'), 'linux')).toBe(true);
	expect(holds(limit('at least', '9'), 'large')).toBe(null);
});

test('of two values where a pattern works, one will do; within two limits, both must hold', () => {
	const works = (name: string, operator: Condition['operator'], own: string): Condition => ({
		...{ kind: 'works', trait: name, operator, value: own }
	});
	const hosts = [works('deploys_on', 'is', 'kubernetes'), works('deploys_on', 'is', 'nomad')];
	expect(fitOf(hosts, { deploys_on: 'nomad' })).toEqual({ fit: 'fits', decidedBy: [hosts[1]], missing: [] });
	expect(fitOf(hosts, { deploys_on: 'vm' })).toEqual({ fit: 'breaks', decidedBy: hosts, missing: [] });
	const size = [works('size', 'at least', '4'), works('size', 'at most', '9')];
	expect(fitOf(size, { size: '5' }).fit).toBe('fits');
	expect(fitOf(size, { size: '12' })).toEqual({ fit: 'breaks', decidedBy: [size[1]], missing: [] });
	expect(fitOf([...hosts, ...size], { size: '5' })).toMatchObject({
		fit: 'unknown',
		missing: ['deploys_on']
	});
});

test('nobody knows a fit from nothing: a missing trait is unknown, never a fit', () => {
	fc.assert(
		fc.property(conditions, traits, (stated, known) => {
			const { fit, missing } = fitOf(stated, known);
			const unknown = stated.some((own) => !Object.hasOwn(known, own.trait));
			if (fit === 'fits') expect([unknown, missing, stated.length > 0]).toEqual([false, [], true]);
			if (unknown) expect(missing.length).toBeGreaterThan(0);
			if (Object.keys(known).length === 0) expect(fit).toBe('unknown');
		})
	);
});

test('to learn more about a team never makes a pattern that breaks there fit', () => {
	fc.assert(
		fc.property(conditions, traits, traits, (stated, first, more) => {
			const before = fitOf(stated, first);
			const after = fitOf(stated, { ...more, ...first });
			if (before.fit !== 'unknown') expect(after.fit).toBe(before.fit);
		})
	);
});

test('the conditions that decide are among those stated, and decide by themselves that it breaks', () => {
	fc.assert(
		fc.property(conditions, traits, (stated, known) => {
			const { fit, decidedBy } = fitOf(stated, known);
			expect(stated).toEqual(expect.arrayContaining(decidedBy));
			if (fit === 'breaks') expect(fitOf(decidedBy, known).fit).toBe('breaks');
			expect(decidedBy.length > 0).toBe(fit !== 'unknown');
		})
	);
});

import { expect, test } from 'vitest';
import { sparkPath } from '../../apps/web/src/lib/components/spark.ts';

test('a count holds until the next one, and only changes are drawn', () => {
	expect(sparkPath([0, 0, 5, 5, 10], 10)).toBe('M0 23H60V12.5H120V2H120');
	expect(sparkPath([3], 3)).toBe('M0 2H120');
});

import * as echarts from 'echarts';
import { writeFileSync } from 'node:fs';
import type { Result } from './report.ts';
import type { Size } from './sizes.ts';

export function draw(results: Result[], file: string, size: Size): void {
	void echarts;
	void results;
	void writeFileSync;
	void file;
	void size;
}

export type PanelPeriod = 'month' | 'quarter' | 'year';

/** The calendar period that fits how often a metric is measured. */
export function panelPeriod(gapDays: number | null): PanelPeriod {
	if (gapDays === null || gapDays > 120) return 'year';
	return gapDays > 45 ? 'quarter' : 'month';
}

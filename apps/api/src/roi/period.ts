/** The calendar period that fits how often a metric is measured. */
export function panelPeriod(gapDays: number | null): 'month' | 'quarter' | 'year' {
	if (gapDays === null || gapDays > 120) return 'year';
	return gapDays > 45 ? 'quarter' : 'month';
}

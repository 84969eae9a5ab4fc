const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Somebody's words for a tooltip's formatter, whose answer ECharts takes for HTML. */
export const escape = (words: string) => words.replaceAll(/[&<>"']/g, (sign) => NAMES[sign] ?? sign);

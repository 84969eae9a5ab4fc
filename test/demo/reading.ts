import type { Table } from '@app/demo';

/** The rows of a table as objects by column; a column that does not exist reads as undefined. */
export const records = ({ header, rows }: Table): Record<string, string>[] =>
	rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i]!, cell])));

export const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The events of each pattern and team, in file order. */
export const histories = (events: Table) =>
	Map.groupBy(records(events), ({ pattern_key, team_key }) => `${pattern_key} ${team_key}`);

/** Months since year 0 of a date. */
export const month = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

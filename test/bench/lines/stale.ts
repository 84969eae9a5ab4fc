import { clientOf, plain } from '../ask.ts';
import { commit, type Change } from '../changes.ts';
import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { startProduct } from '../product.ts';

type Team = { adoptions: { pattern: { key: string }; history: { stage: string; on: string }[] }[] };

/** Writes through one process, and reads at once through another that had answered before and may remember it. */
export async function stale({ product, databaseUrl, changes, report }: Bench): Promise<void> {
	const second = await startProduct({ DATABASE_URL: databaseUrl });
	try {
		const [write, read] = [clientOf(product.base), clientOf(second.base)];
		let staleAnswers = 0;
		for (let n = 0; n < 200; n++) {
			const change = changes.next().value;
			const path = `/api/teams/${change.team}`;
			const { headers } = await read(path);
			const { status } = await commit(write, change);
			if (status >= 400) return report.add(LINES.stale, { value: null, note: `a change answers ${status}` });
			const answer = await read(path, { headers: { 'if-none-match': headers.etag ?? '' } });
			if (answer.status !== 200 || !tells(plain(answer), change)) staleAnswers++;
		}
		report.add(LINES.stale, { value: staleAnswers, note: 'by ETag, and by what the answer says' });
	} finally {
		await second.stop();
	}
}

/** Whether a team's page knows of the change. */
function tells(team: Buffer, { pattern, stage, occurredOn }: Change): boolean {
	const { adoptions } = JSON.parse(team.toString()) as Team;
	const adoption = adoptions.find(({ pattern: { key } }) => key === pattern);
	return adoption?.history.some((step) => step.stage === stage && step.on === occurredOn) ?? false;
}

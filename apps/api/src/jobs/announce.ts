import type { Delivery } from '@app/db';
import { createHmac } from 'node:crypto';

const PATIENCE_MS = 10_000;

/** What is announced, in a sentence. */
function sentence({ kind, team, pattern, coalition, event, reasons, step }: Delivery['finding']): string {
	const about = [pattern?.name, team?.name, coalition?.name, event?.name].filter(Boolean).join(', ');
	const title = kind[0]!.toUpperCase() + kind.slice(1);
	return `${title}: ${about}. ${reasons.join(' ')} Next: ${step}`;
}

/** The finding as the channel wants it. */
function messageOf({ id, channel, finding }: Delivery): { body: string; headers: Record<string, string> } {
	if (channel.kind === 'slack') {
		// what Slack would take for markup
		const text = sentence(finding).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
		return { body: JSON.stringify({ text }), headers: {} };
	}
	if (channel.kind === 'teams') {
		const content = {
			...{
				type: 'AdaptiveCard',
				version: '1.4',
				$schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
			},
			body: [{ type: 'TextBlock', text: sentence(finding), wrap: true }]
		};
		const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
		return { body: JSON.stringify({ type: 'message', attachments }), headers: {} };
	}
	return { body: JSON.stringify({ type: 'finding.opened', id, finding }), headers: {} };
}

/**
 * Sends a finding to its channel. A webhook gets the signature of standardwebhooks.com: the same `webhook-id` for
 * every attempt, so that its reader can tell a repeated message.
 *
 * @throws with what the address answered, without the address, which is a secret
 */
export async function announce(delivery: Delivery, now: Date): Promise<void> {
	const { body, headers } = messageOf(delivery);
	const { url, secret } = delivery.channel;
	const timestamp = String(Math.floor(now.getTime() / 1000));
	const signature =
		secret === null
			? {}
			: {
					'webhook-id': delivery.id,
					'webhook-timestamp': timestamp,
					'webhook-signature': `v1,${createHmac(
						'sha256',
						Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
					)
						.update(`${delivery.id}.${timestamp}.${body}`)
						.digest('base64')}`
				};
	const answer = await fetch(url, {
		method: 'POST',
		body,
		redirect: 'error',
		headers: { 'content-type': 'application/json', ...signature, ...headers },
		signal: AbortSignal.timeout(PATIENCE_MS)
	}).catch((error: Error) => {
		const cause = (error.cause as { code?: string } | undefined)?.code ?? error.name;
		throw new Error(`It could not be reached (${cause}).`);
	});
	await answer.body?.cancel();
	if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
}

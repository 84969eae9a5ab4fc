import type { EventPage } from '@app/contract';
import ical, { ICalEventStatus } from 'ical-generator';

const STATUS = {
	planned: ICalEventStatus.CONFIRMED,
	held: ICalEventStatus.CONFIRMED,
	cancelled: ICalEventStatus.CANCELLED
};

/** The event as a calendar file (RFC 5545): what calendars take, also again when it has changed. */
export function calendarFile({ event, coalitions, patterns, activities }: EventPage, now: Date): string {
	const start = new Date(event.startsAt);
	const agenda = activities.map(({ name, minutes }) => `${minutes} min  ${name}`);
	const shown = patterns.map(({ name }) => `- ${name}`);
	return ical({
		name: event.name,
		prodId: { company: 'Scale Across', product: 'Events', language: 'EN' },
		events: [
			{
				id: `${event.id}@scale-across`,
				sequence: event.version - 1,
				...{ start, end: new Date(start.getTime() + event.minutes * 60_000), stamp: now },
				summary: event.name,
				...(event.place && { location: event.place }),
				status: STATUS[event.state],
				description: [
					`Scale Across event of ${coalitions.map(({ coalition }) => coalition.name).join(', ')}`,
					...(shown.length > 0 ? ['', 'Patterns:', ...shown] : []),
					...(agenda.length > 0 ? ['', 'Agenda:', ...agenda] : [])
				].join('\n')
			}
		]
	}).toString();
}

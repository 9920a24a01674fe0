// Writes agendas with two npm libraries.
//   npm install ical-generator@10.2.0 ics@3.12.0 && node tests/interop/files/made_by/with_node.mjs
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ical, { ICalEventRepeatingFreq, ICalEventStatus } from 'ical-generator';
import { createEvents } from 'ics';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = new Date('2026-11-01T00:00:00Z');

// ical-generator: local times with a TZID and no VTIMEZONE, a series with an exclusion, a cancelled visit.
const calendar = ical({ name: 'Dr Léna Abgrall', prodId: '//Agenda de test//ical-generator//FR', timezone: 'Europe/Paris' });
calendar.createEvent({ id: 'node-1', stamp, start: '2026-11-23T10:00:00', end: '2026-11-23T10:15:00', timezone: 'Europe/Paris', summary: 'TANGUY Loïc; certificat, sport', location: 'Salle 3' });
calendar.createEvent({ id: 'node-2', stamp, start: '2026-11-23T10:15:00', end: '2026-11-23T10:30:00', timezone: 'Europe/Paris', summary: 'RIOU Maëlle', status: ICalEventStatus.CANCELLED, sequence: 2 });
calendar.createEvent({ id: 'node-3', stamp, start: '2026-11-24T08:30:00', end: '2026-11-24T08:45:00', timezone: 'Europe/Paris', summary: 'COZ Annick - INR', repeating: { freq: ICalEventRepeatingFreq.WEEKLY, count: 3, exclude: ['2026-12-01T08:30:00'] } });
writeFileSync(join(here, 'ical_generator.ics'), calendar.toString());

// ics: UTC from arrays, durations instead of ends.
const { error, value } = createEvents([
  { uid: 'ics-npm-1', title: 'PRIGENT Soizic - diabète', start: [2026, 11, 27, 8, 0], startInputType: 'utc', duration: { minutes: 30 }, organizer: { name: 'Dr Kerbrat', email: 'kerbrat@example.org' }, categories: ['Suivi'], calName: 'Cabinet', timestamp: stamp.getTime() },
  { uid: 'ics-npm-2', title: 'Pause déjeuner', start: [2026, 11, 27, 11, 30], startInputType: 'utc', duration: { hours: 1 }, timestamp: stamp.getTime() },
], { productId: 'Agenda de test/ics' });
if (error) throw error;
writeFileSync(join(here, 'ics_npm.ics'), value);

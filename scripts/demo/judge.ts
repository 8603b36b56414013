import { setTimeout as delay } from 'node:timers/promises'
import {
  countMismatches,
  screenMismatches,
  type TicketTruth,
  ticketMismatches,
  turnsOfOthers,
  waitMismatches,
} from './compare'
import { gatherClinics, gatherTickets } from './gather'
import type { Played } from './morning'
import type { ClinicReport, Report } from './report'
import type { Stage } from './stage'

const quietWithinMs = 10_000

/** Waits until the hall screen has caught up with every queue, with a time limit. */
async function awaitQuiet(stage: Stage, { before, staff }: Played): Promise<void> {
  const deadline = performance.now() + quietWithinMs
  while (performance.now() < deadline) {
    const clinics = await gatherClinics(stage, staff, before)
    if (clinics.every(({ tv, status }) => tv?.version === status.version)) return
    await delay(200)
  }
}

function clinicReport(stage: Stage, slug: string, name: string, tickets: readonly TicketTruth[]): ClinicReport {
  const ours = tickets.filter((it) => it.before === null)
  const here = ours.filter((it) => it.holder.service.slug === slug).map((it) => it.holder)
  const count = (state: string): number => here.filter((it) => it.state === state).length
  return {
    name,
    taken: ours.filter((it) => it.joined === slug).length,
    served: count('completed'),
    missed: count('missed'),
    left: count('cancelled'),
    waits: here.flatMap(({ calledAt, createdAt }) =>
      calledAt ? [stage.clock.minutes(Date.parse(calledAt) - Date.parse(createdAt))] : [],
    ),
  }
}

function happenings({ tally }: Stage): [string, number][] {
  return [
    ['turns taken on phones', tally.joins],
    ['walk-ins registered with a name', tally.walkIns],
    ['of these emergencies', tally.emergencies],
    ['lost answers requested again', tally.repeatedJoins],
    ['calls', tally.calls],
    ['recalls', tally.recalls],
    ['no-answers', tally.noAnswers],
    ['holds', tally.holds],
    ['returned to the line', tally.resumed],
    ['transfers', tally.transfers],
    ['undone', tally.undone],
    ['left before their turn', tally.cancelled],
    ['crossed commands', tally.crossed],
  ]
}

/** Reads everything again through the API, compares every surface with it, and creates the report. */
export async function judgeMorning(stage: Stage, played: Played): Promise<Report> {
  await awaitQuiet(stage, played)
  const { screens, traffic, feeds } = stage
  screens.giveUp((ticketId) => !stage.tickets.has(ticketId))
  const clinics = await gatherClinics(stage, played.staff, played.before)
  const tickets = await gatherTickets(stage, played.staff, played.before)
  const others = clinics.filter((it) => turnsOfOthers(it, tickets) > 0)
  const counted = clinics.filter((it) => !others.includes(it))
  const { phone, console, tv } = screens.showings
  return {
    seconds: played.seconds,
    speed: stage.options.speed,
    clinics: played.branch.services
      .filter(({ slug }) => played.before.has(slug))
      .map(({ slug, name }) => clinicReport(stage, slug, name.en, tickets)),
    happened: happenings(stage),
    screens: [
      { name: 'phones', delays: phone.delays },
      { name: 'consoles', delays: console.delays },
      { name: 'TV', delays: tv.delays },
    ],
    notes: [
      `${traffic.requests} requests, ${traffic.repeated} repeated, ${traffic.limited} asked to wait; ${feeds.opened} streams opened, ` +
        `${feeds.reconnected} reconnected, ${feeds.resets} reset, ${feeds.events} events; ${screens.agreements} snapshots agreed between screens.`,
      ...others.map(
        (it) =>
          `Turns of others at ${it.clinic} during the run: ${turnsOfOthers(it, tickets)}. Its counters were not compared.`,
      ),
    ],
    mismatches: [
      ...stage.faults,
      ...[phone, console, tv].flatMap((it) => it.overdue),
      ...screens.disagreements,
      ...clinics.flatMap(screenMismatches),
      ...counted.flatMap((it) => [...countMismatches(it, tickets), ...waitMismatches(it, tickets)]),
      ...ticketMismatches(tickets),
    ],
  }
}

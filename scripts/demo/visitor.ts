import { randomUUID } from 'node:crypto'
import type { TicketDto } from '@/lib/features/queue/contract'
import { cancel, joinQueue } from '@/lib/features/queue/endpoints'
import { type Browser, Refusal, type Sent } from './browser'
import type { Person } from './hall'
import { openPhone, type Phone } from './phone'
import type { Stop, VisitorPlan } from './plan'
import type { Reception } from './reception'
import { newBrowser, noteDone, type Stage } from './stage'

type End = 'served' | 'left' | 'gone'

/** One ticket held by a visitor. */
type Turn = { stage: Stage; reception: Reception; phone: Phone; browser: Browser; person: Person }

/** Takes a turn on the phone. When the answer seems lost, the phone sends the request again with the same key. */
async function takeTurn(stage: Stage, browser: Browser, stop: Stop): Promise<Sent<TicketDto>> {
  const options = { body: { service: stop.clinic, branch: stage.options.branch }, key: randomUUID() }
  const ask = (): Promise<Sent<TicketDto>> => browser.send<TicketDto>(joinQueue, options)
  const [sent, again] = await Promise.all([ask(), stop.asksTwice ? ask() : null])
  if (again) stage.tally.repeatedJoins++
  if (again && again.answer.id !== sent.answer.id) {
    stage.faults.push(`${sent.answer.code} and ${again.answer.code} are two tickets with one key`)
  }
  stage.tally.joins++
  noteDone(stage, 'joining', sent)
  return sent
}

async function leave(stage: Stage, browser: Browser, ticketId: string): Promise<void> {
  try {
    noteDone(stage, 'cancel', await browser.send<TicketDto>(cancel, { params: { id: ticketId }, body: {} }))
    stage.tally.cancelled++
  } catch (error) {
    // Called and served at the same moment as leaving.
    if (!(error instanceof Refusal) || error.code !== 'wrong_state') throw error
    stage.tally.crossed++
  }
}

function comesWhenCalled({ twist }: Person, callCount: number): boolean {
  if (twist === 'slow') return callCount > 1
  return twist !== 'absent' && twist !== 'lost'
}

/** Reacts to the state on the phone. Returns how the visit ended, or null while it continues. */
async function react(turn: Turn, seen: TicketDto): Promise<End | null> {
  const { stage, person, phone, reception } = turn
  const { clock, random, hall } = stage
  if (seen.state === 'completed') return 'served'
  if (seen.state === 'cancelled' || seen.state === 'expired') return 'left'
  if (seen.state === 'missed' && person.twist === 'lost') return 'gone'
  if (seen.state === 'called' && comesWhenCalled(person, seen.callCount)) {
    void clock.wait(person.stop.walkMinutes).then(() => hall.arrive(seen.id))
  }
  if (seen.state === 'missed' || seen.state === 'on_hold') {
    const isBack = await clock.within(
      random.between(5, 12),
      phone.surface.until((view) => view.version > seen.version),
    )
    person.twist = null
    if (!isBack) await reception.letBack(seen.id)
  }
  return null
}

/** Follows one ticket on the phone until it is over. */
async function followTurn(turn: Turn): Promise<End> {
  const { stage, person, phone, browser } = turn
  let seen = await phone.surface.until(() => true)
  for (;;) {
    const end = await react(turn, seen)
    if (end !== null) return end
    const { version, id, state } = seen
    const change = phone.surface.until((view) => view.version > version)
    if (state === 'waiting' && person.twist === 'leaves') {
      const hasMoved = await stage.clock.within(stage.random.between(3, 8), change)
      person.twist = null
      if (!hasMoved) await leave(stage, browser, id)
    }
    seen = await change
  }
}

/** A visitor registered by staff continues with the link on the printed ticket. */
function tokenOf(ticket: TicketDto): string {
  return ticket.link.replace(/^\/visit\//, '')
}

/** One visitor's morning: clinic after clinic. */
export async function playVisitor(stage: Stage, reception: Reception, plan: VisitorPlan): Promise<void> {
  const { clock, random, hall, tally } = stage
  await clock.until(plan.arrivesAt)
  tally.arrived++
  const browser = newBrowser(stage)
  for (const stop of plan.stops) {
    const byName = plan.name !== null && browser.visitToken === null
    const sent = byName
      ? await reception.register(stop.clinic, plan.name ?? '', plan.emergency)
      : await takeTurn(stage, browser, stop)
    const ticket = sent.answer
    if (byName) browser.visitToken = tokenOf(ticket)
    stage.tickets.set(ticket.id, { id: ticket.id, code: ticket.code, joined: stop.clinic, holder: browser })
    const person: Person = { stop, twist: stop.twist }
    hall.enter(ticket.id, person)
    const phone = openPhone(stage, browser, ticket, sent.cursor)
    const end = await followTurn({ stage, reception, phone, browser, person })
    phone.close()
    if (end !== 'served') break
    await clock.wait(random.between(1, 3))
  }
  tally.left++
}

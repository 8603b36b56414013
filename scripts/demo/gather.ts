import type { QueueSnapshot, TicketDto } from '@/lib/features/queue/contract'
import { getLine, getQueueStatus, getTicket } from '@/lib/features/queue/endpoints'
import type { Browser } from './browser'
import type { ClinicTruth, TicketTruth } from './compare'
import type { Line } from './shows'
import type { Stage } from './stage'

/** The state of a clinic before opening time. */
export type Before = { status: QueueSnapshot; line: Line }

const mostReadings = 5

/** Reads public state and line of one version, again when somebody acted between the two. */
async function readClinic(stage: Stage, staff: Browser, clinic: string): Promise<Before> {
  const at = { params: { service: clinic }, query: { branch: stage.options.branch } }
  for (let reading = 1; ; reading++) {
    const [{ answer: status }, { answer: line }] = await Promise.all([
      staff.send<QueueSnapshot>(getQueueStatus, at),
      staff.send<Line>(getLine, at),
    ])
    if (status.version === line.version || reading === mostReadings) return { status, line }
  }
}

/** The current state of every clinic, by slug. */
export async function readClinics(
  stage: Stage,
  staff: Browser,
  clinics: readonly string[],
): Promise<Map<string, Before>> {
  return new Map(
    await Promise.all(clinics.map(async (clinic) => [clinic, await readClinic(stage, staff, clinic)] as const)),
  )
}

/** The final state to compare, read again through the API. */
export async function gatherClinics(
  stage: Stage,
  staff: Browser,
  before: ReadonlyMap<string, Before>,
): Promise<ClinicTruth[]> {
  const after = await readClinics(stage, staff, [...before.keys()])
  return [...after].map(([clinic, { status, line }]) => {
    const tv = stage.screens.hallOf(clinic)
    return {
      clinic,
      before: before.get(clinic)?.status ?? status,
      status,
      // Somebody may have acted since the status was read.
      tv: tv.find(({ version }) => version === status.version) ?? tv.current ?? null,
      line,
      seen: stage.screens.codesAt(clinic),
    }
  })
}

async function readTicket(browser: Browser, id: string): Promise<TicketDto> {
  return (await browser.send<TicketDto>(getTicket, { params: { id } })).answer
}

/** Each ticket of the demonstration, and each that was in line before it. A few at a time. */
export async function gatherTickets(
  stage: Stage,
  staff: Browser,
  before: ReadonlyMap<string, Before>,
): Promise<TicketTruth[]> {
  const ours = [...stage.tickets.values()].map((it) => async (): Promise<TicketTruth> => {
    const phone = stage.screens.phoneOf(it.id).current ?? null
    const [holder, seen] = await Promise.all([readTicket(it.holder, it.id), readTicket(staff, it.id)])
    return { joined: it.joined, phone, holder, staff: seen, before: null }
  })
  const earlier = [...before.values()].flatMap(({ line }) =>
    line.tickets.map((it) => async (): Promise<TicketTruth> => {
      const seen = await readTicket(staff, it.id)
      return {
        joined: '',
        phone: null,
        holder: seen,
        staff: seen,
        before: { state: it.state, clinic: it.service.slug },
      }
    }),
  )
  const truths: TicketTruth[] = []
  const tasks = [...ours, ...earlier]
  while (tasks.length > 0) truths.push(...(await Promise.all(tasks.splice(0, 10).map((task) => task()))))
  return truths
}

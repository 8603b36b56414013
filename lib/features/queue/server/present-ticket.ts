import 'server-only'
import { type BranchRecord, openPointsOf, type ServiceRecord } from '@/lib/features/branches/server/public'
import { openSealed } from '@/lib/server/open-sealed'
import type { PlaceDto, TicketDto } from '../contract'
import type { LineTicketDto } from '../line-contract'
import { outOfLine, type Standing } from '../place-in-line'
import { numberIn } from '../rules'
import { presentPlace } from './build-snapshot'
import type { AtHand, Colleague } from './list-at-hand'
import type { TicketRow } from './ticket-row'
import { linkTokenOf } from './visit-link'

function goToOf(branch: BranchRecord, row: TicketRow): PlaceDto | null {
  const called = branch.servicePoints.find((it) => it.id === row.servicePointId)
  if (called) return presentPlace(called)
  const serving = openPointsOf(branch, row.serviceId)
  const only = serving.length === 1 ? serving[0] : undefined
  return only ? presentPlace(only) : null
}

const refOf = ({ slug, name }: ServiceRecord): TicketDto['service'] => ({ slug, name })

/** A ticket for its holder and the staff, without the secret link. `standing` is null when it is not in line. */
export function presentTicket(branch: BranchRecord, row: TicketRow, standing: Standing | null): TicketDto {
  const service = branch.services.find((it) => it.id === row.serviceId)
  if (!service) throw new Error(`ticket ${row.id} is in a queue of another branch`)
  const movedFrom = branch.services.find((it) => it.id === row.movedFromId)
  return {
    id: row.id,
    visit: row.visitId,
    code: row.code,
    number: numberIn(row.code),
    branch: branch.slug,
    service: refOf(service),
    movedFrom: movedFrom ? refOf(movedFrom) : null,
    state: row.state,
    class: row.class,
    ...(standing ?? outOfLine),
    goTo: goToOf(branch, row),
    callCount: row.callCount,
    createdAt: row.createdAt.toISOString(),
    calledAt: row.calledAt?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    businessDate: row.businessDate.toISOString().slice(0, 10),
    version: row.version,
    link: '',
  }
}

/** A ticket with its secret link: for its holder, and for staff who pass it on printed or as a QR code. */
export function withLink(ticket: TicketDto, { visitId: id, visit: { linkToken } }: TicketRow): TicketDto {
  return { ...ticket, link: `/visit/${linkTokenOf({ id, linkToken })}` }
}

function pointOf(branch: BranchRecord, id: string | null): string | null {
  return branch.servicePoints.find((it) => it.id === id)?.slug ?? null
}

/**
 * The position of a ticket in its line, who called or serves it, and the ticket with which its holder is called or in service
 * elsewhere.
 */
type InLine = { standing: Standing | null; servedBy: Colleague | null; elsewhere: AtHand | null }

/** A ticket in the staff's line, with the holder's name decrypted, or `unreadable`. */
export function presentLineTicket(
  branch: BranchRecord,
  row: TicketRow,
  { standing, servedBy, elsewhere }: InLine,
): LineTicketDto {
  const { holderNameSealed } = row.visit
  return {
    ...presentTicket(branch, row, standing),
    holderName: openSealed(holderNameSealed, `visit.holder_name:${row.visitId}`),
    priority: row.priority === 0 ? 'emergency' : 'normal',
    waitingSince: row.creditFrom.toISOString(),
    servicePoint: pointOf(branch, row.servicePointId),
    servedBy,
    busyAt: elsewhere && {
      service: branch.services.find((it) => it.id === elsewhere.serviceId)?.slug ?? '',
      servicePoint: pointOf(branch, elsewhere.servicePointId),
    },
  }
}

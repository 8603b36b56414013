import 'server-only'
import type { z } from 'zod'
import {
  type BranchRecord,
  findBranch,
  type ServiceRecord,
  serviceOf,
} from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import { parseCursor } from '@/lib/server/events/cursor'
import { hub } from '@/lib/server/events/hub'
import type { StreamRequest } from '@/lib/server/events/open-stream'
import { type Actor, credentialOf } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { Topic } from '@/lib/shared/topics'
import type { eventStream } from '../contract'
import { loadSnapshots } from './get-queue-status'
import { assertCanReadLine, assertCanSee } from './policy'
import { findTicket } from './ticket-row'
import { lineTopic, queueTopic, ticketTopic } from './topics'

type Query = z.output<(typeof eventStream)['query']>

async function ticketTopics(actor: Actor, branch: BranchRecord, ids: readonly string[], now: Date): Promise<Topic[]> {
  const topics: Topic[] = []
  for (const id of ids) {
    const ticket = await findTicket(db(), id)
    assertCanSee(actor, ticket, now)
    if (ticket.branchId !== branch.id) throw new AppError('ticket_not_found')
    topics.push(ticketTopic(ticket.id))
  }
  return topics
}

function lineTopics(actor: Actor, branch: BranchRecord, services: readonly ServiceRecord[]): Topic[] {
  if (services.length > 0) assertCanReadLine(actor, branch.id)
  return services.map((service) => lineTopic(service.id))
}

/**
 * Settles what a stream may carry, with today's rights: named clinics, or all of the branch when none is named.
 * Throws for unknown names, for tickets that are not the visitor's, and for lines when not staff.
 */
export async function grantStream(actor: Actor, query: Query, lastEventId: string | null): Promise<StreamRequest> {
  const branch = await findBranch(query.branch)
  const named = query.clinic.map((slug) => serviceOf(branch, slug))
  const services = named.length > 0 || query.line.length > 0 || query.ticket.length > 0 ? named : branch.services
  const asked = lastEventId ?? query.since
  const since = asked === undefined || asked === '' ? null : parseCursor(asked)
  if (asked && !since) throw new AppError('invalid_cursor')
  const queueTopics = services.map((service) => queueTopic(service.id))
  const privateTopics = [
    ...lineTopics(
      actor,
      branch,
      query.line.map((slug) => serviceOf(branch, slug)),
    ),
    ...(await ticketTopics(actor, branch, query.ticket, new Date())),
  ]
  const channel = await hub().channel(branch.id)
  return {
    channel,
    topics: new Set([...queueTopics, ...privateTopics]),
    snapshotTopics: queueTopics,
    credential: credentialOf(actor),
    since,
    loadSnapshots: () => loadSnapshots(channel, branch, services, new Date()),
  }
}

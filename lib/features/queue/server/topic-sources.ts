import 'server-only'
import { findBranchById, serviceOf, withFreshSetup } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { TopicSource } from '@/lib/server/events/topic-source'
import { AppError } from '@/lib/shared/errors'
import { type Topic, topicOf } from '@/lib/shared/topic-kind'
import { lineKind, queueKind, ticketKind } from '../topics'
import { loadSnapshots } from './get-queue-status'
import { assertCanSee } from './policy'
import { findTicket } from './ticket-row'
import { queueTopic } from './topics'

async function serviceIds(branchId: string, slugs: readonly string[]): Promise<string[]> {
  return withFreshSetup(async () => {
    const branch = await findBranchById(branchId)
    return slugs.map((slug) => serviceOf(branch, slug).id)
  })
}

const queues: TopicSource = {
  kind: queueKind,
  find: async ({ branchId, names }) => (await serviceIds(branchId, names)).map(queueTopic),
  findAll: async (branchId) => (await findBranchById(branchId)).services.map(({ id }) => queueTopic(id)),
  loadSnapshots: async (channel, topics, now) => {
    const branch = await findBranchById(channel.branchId)
    const services = branch.services.filter(({ id }) => topics.includes(queueTopic(id)))
    await loadSnapshots(channel, branch, services, now)
  },
}

const lines: TopicSource = {
  kind: lineKind,
  find: async ({ branchId, names }) => (await serviceIds(branchId, names)).map((id) => topicOf(lineKind, id)),
}

const tickets: TopicSource = {
  kind: ticketKind,
  find: async ({ actor, branchId, names, now }) => {
    const topics: Topic[] = []
    for (const id of names) {
      const ticket = await findTicket(db(), id)
      assertCanSee(actor, ticket, now)
      if (ticket.branchId !== branchId) throw new AppError('ticket_not_found')
      // The stored id: a URL may contain it in upper case, but events do not.
      topics.push(topicOf(ticketKind, ticket.id))
    }
    return topics
  },
}

/** The topics of queues that the event stream can carry. */
export const queueSources: readonly TopicSource[] = [queues, lines, tickets]

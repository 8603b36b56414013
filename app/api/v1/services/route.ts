import { listServices } from '@/lib/features/branches/contract'
import { findBranch } from '@/lib/features/branches/server/branch-directory'
import { addService } from '@/lib/features/branches/server/set-up/add-service'
import { createService } from '@/lib/features/branches/service-set-up-contract'
import { listServices as readServices } from '@/lib/features/queue/server/get-branch'
import { replyRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(listServices, async ({ query, now }) => {
  const branch = await findBranch(query.branch)
  return { branch: branch.slug, flags: branch.flags, services: await readServices(branch, now), next: null }
})

export const POST = replyRoute(createService, addService)

import { getBranch } from '@/lib/features/branches/contract'
import { getBranch as readBranch } from '@/lib/features/queue/server/get-branch'
import { route } from '@/lib/server/http/route'

export const GET = route(getBranch, ({ params, now }) => readBranch({ branch: params.branch }, now))

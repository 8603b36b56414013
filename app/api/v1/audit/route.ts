import * as contract from '@/lib/features/audit/contract'
import { listAudit } from '@/lib/features/audit/server/list-audit'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listAudit, ({ actor, query }) => listAudit(actor, query))

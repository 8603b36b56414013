import { contracts } from '@/app/rights/contracts'
import { describeApi } from '@/lib/server/http/openapi'
import { route } from '@/lib/server/http/route'
import { singleton } from '@/lib/server/singleton'
import { getOpenApi } from '@/lib/shared/platform-contract'

export const GET = route(getOpenApi, async () => singleton('openapi', () => ({ ...describeApi(contracts) })))

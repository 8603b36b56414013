import { contracts } from '@/app/rights/contracts'
import { Answer } from '@/lib/server/http/answer'
import { describeApi } from '@/lib/server/http/openapi'
import { packedJson } from '@/lib/server/http/ready-json'
import { route } from '@/lib/server/http/route'
import { singleton } from '@/lib/server/singleton'
import { getOpenApi } from '@/lib/shared/platform-contract'

/** 400 KB that do not change while the server runs. */
const description = () => singleton('openapi', () => packedJson(describeApi(contracts)))

export const GET = route(getOpenApi, async () => new Answer(null, { ready: await description() }))

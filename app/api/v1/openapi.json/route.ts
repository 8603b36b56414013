import { contractGroups } from '@/app/rights/contracts'
import { Answer } from '@/lib/server/http/answer'
import { describeApi } from '@/lib/server/http/openapi/describe-api'
import { packedJson } from '@/lib/server/http/ready-json'
import { route } from '@/lib/server/http/route'
import { cookieName } from '@/lib/server/identity/cookies'
import { singleton } from '@/lib/server/singleton'
import { getOpenApi } from '@/lib/shared/platform-contract'

/** Made once: it does not change while the server runs. */
const description = () => singleton('openapi', () => packedJson(describeApi(contractGroups, cookieName)))

export const GET = route(getOpenApi, async () => new Answer(null, { ready: await description() }))

import { route } from '@/lib/server/http/route'
import { getLive } from '@/lib/shared/platform-contract'

export const GET = route(getLive, async () => ({ status: 'up' as const }))

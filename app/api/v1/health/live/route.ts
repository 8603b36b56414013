import { route } from '@/lib/server/route'
import { getLive } from '@/lib/shared/platform-contract'

export const GET = route(getLive, async () => ({ status: 'up' as const }))

import { missingPage } from '@/lib/server/http/missing-page'

export const GET = missingPage

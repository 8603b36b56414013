import { docsPage } from '@/lib/server/docs-page'

export const GET = docsPage

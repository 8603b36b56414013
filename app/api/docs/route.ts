import { docsPage } from '@/lib/server/http/docs-page'

export const GET = docsPage

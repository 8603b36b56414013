import { listeners } from '../listeners'

export const dynamic = 'force-dynamic'

export async function POST(request) {
  const frame = new TextEncoder().encode(`event: queue_update\ndata: ${await request.text()}\n\n`)
  for (const listener of listeners) listener.enqueue(frame)
  return new Response(null, { status: 204 })
}

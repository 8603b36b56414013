import { listeners } from '../listeners'

export const dynamic = 'force-dynamic'

export function GET(request) {
  let listener
  const leave = () => listeners.delete(listener)
  const body = new ReadableStream({
    start(controller) {
      listener = controller
      listeners.add(controller)
      controller.enqueue(new TextEncoder().encode(': open\n\n'))
    },
    cancel: leave,
  })
  request.signal.addEventListener('abort', leave)
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' },
  })
}

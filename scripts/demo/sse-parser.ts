/** One message of an event stream. `id` is the cursor after it. */
export type StreamMessage = { id: string | null; type: string; data: string }

function messageOf(block: string): StreamMessage | null {
  let id: string | null = null
  let type = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'id') id = value
    else if (name === 'event') type = value
    else if (name === 'data') data.push(value)
  }
  return data.length === 0 ? null : { id, type, data: data.join('\n') }
}

/**
 * Parses server-sent events (HTML Standard §9.2.6) from pieces of text; each call returns the messages that are now
 * complete.
 */
export function sseParser(): (piece: string) => StreamMessage[] {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => messageOf(block) ?? [])
  }
}

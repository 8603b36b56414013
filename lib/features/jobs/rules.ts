/** A view of the jobs page: failed or unfinished jobs, and the page number. */
export type JobView = { state: 'failed' | 'waiting'; page: number }

type Search = Readonly<Record<string, string | string[] | undefined>>

/** Parses a view from a URL; anything unknown becomes the first page of failed jobs. */
export function viewOf(search: Search): JobView {
  const page = Number(search['page'])
  return {
    state: search['state'] === 'waiting' ? 'waiting' : 'failed',
    page: Number.isInteger(page) && page >= 1 && page <= 1_000 ? page : 1,
  }
}

/** The address of a view, without the language. */
export function addressOf({ state, page }: JobView): string {
  const query = new URLSearchParams()
  if (state !== 'failed') query.set('state', state)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text ? `/admin/jobs?${text}` : '/admin/jobs'
}

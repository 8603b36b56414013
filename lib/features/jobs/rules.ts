/** What the page of jobs shows: those that failed or those that are not done, and which page of them. */
export type JobView = { state: 'failed' | 'waiting'; page: number }

type Search = Readonly<Record<string, string | string[] | undefined>>

/** Reads a view from an address; anything unknown there is the first page of failed jobs. */
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

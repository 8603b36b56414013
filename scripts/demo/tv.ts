import type { QueueSnapshot } from '@/lib/features/queue/contract'
import { type Feed, openFeed } from './event-feed'
import { newBrowser, type Stage } from './stage'

/** The hall screen: every queue of the branch on one stream. */
export async function openTv(stage: Stage): Promise<Feed> {
  const feed = openFeed(newBrowser(stage), [['branch', stage.options.branch]], stage.feeds, ({ type, data }, at) => {
    if (type !== 'queue_update') return
    const snapshot = JSON.parse(data) as QueueSnapshot
    const surface = stage.screens.hallOf(snapshot.service)
    if (surface.current && surface.current.version > snapshot.version) return
    surface.show(snapshot, at)
    stage.screens.compare(snapshot)
  })
  await feed.opened
  return feed
}

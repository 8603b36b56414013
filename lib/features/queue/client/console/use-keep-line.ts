import { useEffect } from 'react'
import type { BranchDto, ServicePointDto } from '@/lib/features/branches/contract'
import type { QueueSnapshot } from '../../contract'
import { useNow } from './clock'
import { saveLastLine } from './last-line'

/** How often a line that does not change is confirmed, in milliseconds. */
const confirmEvery = 20_000

/** Keeps the shown line in this browser while it is current, for a console that is opened offline. */
export function useKeepLine(
  branch: BranchDto,
  point: ServicePointDto | null,
  queue: QueueSnapshot | undefined,
  isCurrent: boolean,
): void {
  const now = useNow(confirmEvery, 0)
  const { digits, timeZone } = branch
  useEffect(() => {
    if (!isCurrent || !queue) return
    const place = { place: point?.label ?? null, servicePoint: point?.slug ?? null }
    void saveLastLine({ branch: { digits, timeZone }, ...place, queue, at: new Date(now).toISOString() })
  }, [digits, timeZone, point, queue, isCurrent, now])
}

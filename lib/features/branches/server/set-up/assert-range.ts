import 'server-only'
import { AppError } from '@/lib/shared/errors'

/** A range of numbers, as far as it is known. */
type Range = { numberFrom?: number | undefined; numberTo?: number | null | undefined }

/** Throws `invalid_input` when the range of `changed`, completed by that of `before`, ends before it begins. */
export function assertRange(changed: Range, before: Range = {}): void {
  const from = changed.numberFrom ?? before.numberFrom ?? 1
  const to = changed.numberTo === undefined ? before.numberTo : changed.numberTo
  if (typeof to === 'number' && to < from)
    throw new AppError('invalid_input', {}, [{ path: 'numberTo', reason: 'ends_before_it_begins' }])
}

import 'server-only'
import { AppError } from '@/lib/shared/errors'

/** The error of a page that is only unavailable for now. */
export const away = (): AppError => new AppError('unavailable', { retryAfterSeconds: 2 })

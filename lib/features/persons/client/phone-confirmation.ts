import type { BranchPlace } from '@/lib/features/branches/contract'
import type { RequestedCode } from '../contract'

/** The visit for which a phone number is confirmed, and its branch. */
export type PhoneOfVisit = { token: string; branch: BranchPlace }

/** A code that was sent: to which number, and when another may be requested (epoch milliseconds). */
export type SentCode = RequestedCode & { phone: string; againAt: number }

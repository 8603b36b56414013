import 'server-only'
import { z } from 'zod'
import { defineJob } from '@/lib/server/jobs/define-job'
import { type CodeToSend, sendCode } from './server/send-code'

/**
 * Sends a code to a phone. A code is valid for ten minutes: the last of six tries happens before that, even with the
 * longest pauses.
 */
export const sendCodeJob = defineJob<CodeToSend>({
  name: 'persons.send-code',
  payload: z.strictObject({ confirmation: z.uuid(), language: z.enum(['ar', 'en']) }),
  key: ({ confirmation }) => confirmation,
  retries: 5,
  atOnce: 4,
  timeLimitSeconds: 15,
  handler: sendCode,
})

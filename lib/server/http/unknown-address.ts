import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { handlerOf } from './handler'
import { problemReply } from './problem'
import { requestIdOf } from './request-id'

/** Answers every path under `/api` that has no endpoint. */
export const unknownAddress = handlerOf(async (request) =>
  problemReply(new AppError('not_found'), requestIdOf(request)),
)

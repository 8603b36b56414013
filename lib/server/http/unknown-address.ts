import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Handler } from './handler'
import { problemResponse } from './problem'
import { requestIdOf } from './request-id'

/** Answers every address under `/api` that no endpoint has. */
export const unknownAddress: Handler = async (request) =>
  problemResponse(new AppError('not_found'), requestIdOf(request))

import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { problemResponse } from './problem'
import { type Handler, requestIdOf } from './route'

/** Answers every address under `/api` that no endpoint has. */
export const unknownAddress: Handler = async (request) =>
  problemResponse(new AppError('not_found'), requestIdOf(request))

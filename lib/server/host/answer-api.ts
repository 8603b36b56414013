import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { contractOf, directOf } from '../http/handler'
import { writeReply } from '../http/write-reply'
import { methodsOf, optionsReply } from './answer-options'
import type { Match } from './api-router'
import { countAnswer } from './count-answer'
import { NodeRequest } from './node-request'
import { discardRest, refuse } from './refuse'

/** Answers a request for an endpoint by the function behind its handler, without web objects. */
export async function answerApi(
  req: IncomingMessage,
  res: ServerResponse,
  { module, params, template }: Match,
): Promise<void> {
  const request = new NodeRequest(req)
  const { method } = request
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && module.serve) return module.serve(request, res)
  const handler = isRead ? module.GET : module[method as 'POST']
  // What a contract describes is counted with it.
  if (!handler || !contractOf(handler)) countAnswer(req, res, template ?? 'unknown')
  if (!handler && template === null) return refuse(req, res, new AppError('not_found'))
  if (!handler && method !== 'OPTIONS')
    return refuse(req, res, new AppError('method_not_allowed', { allow: methodsOf(module) }))
  writeReply(res, handler ? await directOf(handler)(request, params) : optionsReply(methodsOf(module)))
  discardRest(req)
}

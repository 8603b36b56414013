import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { directOf } from '../http/handler'
import { writeReply } from '../http/write-reply'
import type { ApiModule, Match } from './api-router'
import { NodeRequest } from './node-request'
import { discardRest, refuse } from './refuse'

const methodsOf = (module: ApiModule): string =>
  Object.keys(module)
    .filter((name) => /^[A-Z]+$/.test(name))
    .join(', ')

/** Answers a request for an endpoint by the function behind its handler, without web objects. */
export async function answerApi(req: IncomingMessage, res: ServerResponse, { module, params }: Match): Promise<void> {
  const request = new NodeRequest(req)
  const { method } = request
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && module.serve) return module.serve(request, res)
  const handler = isRead ? module.GET : module[method as 'POST']
  if (!handler) return refuse(req, res, new AppError('method_not_allowed', { allow: methodsOf(module) }))
  writeReply(res, await directOf(handler)(request, params))
  discardRest(req)
}

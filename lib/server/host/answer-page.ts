import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { waitOfAddress } from '../http/count'
import { writeReply } from '../http/write-reply'
import { optionsReply, pageMethods } from './answer-options'
import { dropClaimedAddress } from './claimed-address'
import { countAnswer } from './count-answer'
import { fileReply } from './file-reply'
import type { KeptFiles } from './kept-files'
import { NodeRequest } from './node-request'
import type { PageServer } from './pages/page-server'
import { refuse, refusedBy } from './refuse'
import { faultOfPageRequest } from './request-line'
import { pathOf } from './request-path'

function limitOf(address: string): AppError | null {
  const wait = waitOfAddress(address)
  return wait > 0 ? new AppError('too_many_requests', { retryAfterSeconds: wait }) : null
}

/** Answers a request for a file from memory, for a page by the page server. Files are not rate limited: a page needs a dozen of them. */
export async function answerPage(
  req: IncomingMessage,
  res: ServerResponse,
  { files, pages, pageAt }: { files: KeptFiles; pages: PageServer; pageAt: (path: string) => string | null },
): Promise<void> {
  const request = new NodeRequest(req)
  const path = pathOf(req.url ?? '/')
  const fault = faultOfPageRequest(request.method, path)
  const file = fault ? undefined : files.at(decodeURIComponent(path))
  countAnswer(req, res, file ? 'file' : (pageAt(path) ?? 'unknown'))
  if (fault) return refuse(req, res, fault)
  if (file !== null && request.method === 'OPTIONS') return writeReply(res, optionsReply(pageMethods))
  if (file) return writeReply(res, fileReply(path, await file, request.headers))
  if (refusedBy(req, res, () => limitOf(request.peer.client))) return
  if (file === null) return refuse(req, res, new AppError('not_found'))
  dropClaimedAddress(req)
  return pages.answer(req, res)
}

import 'server-only'
import type { HeaderReader } from '../../http/http-request'
import type { Stamps } from './stamped-page'

/** A page that is the same for everybody except for its marks: the path at which it is rendered, and this client's values. */
export type FilledPage = { path: string; stamps: Stamps }

/** Reads what a page shows to the sender of these headers. */
export type Fill = (headers: HeaderReader) => Promise<FilledPage>

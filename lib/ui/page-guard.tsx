import { type GuardWords, pageGuardScript } from './page-guard-script'

/** Placed in the head of every page, before its files: see `page-guard-script.ts`. */
export function PageGuard({ words, nonce }: { words: readonly GuardWords[]; nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: pageGuardScript(words) }} />
}

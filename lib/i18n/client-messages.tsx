import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages, Namespace } from './messages'

type Props = { namespaces: readonly Namespace[]; children: ReactNode }

/**
 * Sends only the named texts to the browser, for the client components inside. `shell` and `errors` are always
 * included. Server components need no provider.
 */
export async function ClientMessages({ namespaces, children }: Props) {
  const all = await getMessages()
  const picked: Partial<Messages> = { shell: all.shell, errors: all.errors }
  for (const namespace of namespaces) Object.assign(picked, { [namespace]: all[namespace] })
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}

import { hasLocale } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from './messages'
import { routing } from './routing'

// Times and numbers are formatted by `formatsOf` with the branch's own zone and digits; UTC here only keeps
// next-intl from silently using the zone of the server.
const config = getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale
  return { locale, messages: await loadMessages(locale), timeZone: 'UTC' }
})

export default config

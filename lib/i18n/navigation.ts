import { createNavigation } from 'next-intl/navigation'
import { routing } from './routing'

/** Next's navigation with the language put in front: `<Link href="/join/lab">` goes to `/ar/join/lab`. */
export const { Link, useRouter, usePathname, redirect, getPathname } = createNavigation(routing)

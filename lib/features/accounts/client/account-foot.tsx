import { Link } from '@/lib/i18n/navigation'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import type { SessionDto } from '../contract'
import { RoleNames } from './role-names'
import { SignOutButton } from './sign-in/sign-out-button'

/** The signed-in person with their roles, linked to their account; language and sign-out below. */
export function AccountFoot({ session }: { session: SessionDto }) {
  return (
    <div className="grid gap-3">
      <Link href="/account" className="flex items-center gap-3 rounded-md px-2 py-1 hover:bg-sunken">
        <span
          aria-hidden="true"
          className="grid size-11 shrink-0 place-items-center rounded-full bg-turn-soft font-semibold text-turn-strong"
        >
          {[...session.displayName][0]}
        </span>
        <span className="min-w-0 leading-tight">
          <span className="block font-semibold">
            <bdi translate="no">{session.displayName}</bdi>
          </span>
          <span className="block text-sm text-ink-3">
            <RoleNames roles={session.roles} />
          </span>
        </span>
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-1">
        <LanguageSwitch />
        <SignOutButton />
      </div>
    </div>
  )
}

import type { Permission } from '@/lib/shared/permissions'

/**
 * Who may open a page: everyone; holders of its secret path; signed-in staff; or staff with a permission in any branch
 * (in all branches for permissions of the installation). Without a session the answer is a redirect to sign-in; without
 * the permission it is 404.
 */
export type PageAccess = 'anyone' | 'secret_address' | 'signed_in' | Permission

/** Every page by its path. A page that is missing here fails the build. */
export const pages: Readonly<Record<string, PageAccess>> = {
  '/[locale]': 'anyone',
  '/[locale]/join/[service]': 'anyone',
  '/[locale]/visit/[token]': 'secret_address',
  '/[locale]/visit/[token]/manifest.webmanifest': 'secret_address',
  '/[locale]/manifest.webmanifest': 'anyone',
  '/[locale]/offline': 'anyone',
  '/[locale]/tv': 'anyone',
  '/[locale]/tv/[branch]': 'anyone',
  '/[locale]/tablet': 'anyone',
  '/[locale]/sign-in': 'anyone',
  '/[locale]/setup/[token]': 'secret_address',
  '/[locale]/console': 'signed_in',
  '/[locale]/new-password': 'signed_in',
  '/[locale]/account': 'signed_in',
  '/[locale]/admin': 'signed_in',
  '/[locale]/admin/set-up': 'branch.manage',
  '/[locale]/admin/set-up/clinic': 'branch.manage',
  '/[locale]/admin/set-up/room': 'branch.manage',
  '/[locale]/admin/set-up/pathway': 'branch.manage',
  '/[locale]/admin/set-up/new-branch': 'branch.manage',
  '/[locale]/admin/staff': 'staff.read',
  '/[locale]/admin/staff/[id]': 'staff.read',
  '/[locale]/admin/devices': 'device.manage',
  '/[locale]/admin/software': 'software.manage',
  '/[locale]/admin/flags': 'flag.read',
  '/[locale]/admin/persons': 'person.read',
  '/[locale]/admin/persons/[id]': 'person.read',
  '/[locale]/admin/audit': 'audit.read',
  '/[locale]/admin/jobs': 'job.manage',
  '/[locale]/admin/waiting-times': 'audit.read',
  '/[locale]/[...rest]': 'anyone',
}

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { hashPassword } from '@/lib/features/accounts/server/password'
import { announceSetup } from '@/lib/features/branches/server/branch-directory'
import { createBranch } from '@/lib/features/branches/server/create-branch'
import { medicalExaminationCentre } from '@/lib/features/branches/server/templates'
import { db } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/host/announce'
import { replaceWhole } from '@/lib/server/whole-file'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'
import { firstPassword } from '@/lib/shared/random-text'

type Person = { username: string; displayName: string; role: StaffRole }

const clerks = [
  'أمل الدوسري',
  'خالد الغامدي',
  'ياسر البلوي',
  'سارة المطيري',
  'إبراهيم الشهري',
  'لمى السبيعي',
  'عبدالله الجهني',
  'هند العمري',
  'فيصل التميمي',
  'جواهر الرويلي',
  'سعود الخالدي',
  'دلال العسيري',
  'تركي الشهراني',
  'مها الفيفي',
  'وفاء البقمي',
  'أسماء الحازمي',
]

const people: readonly Person[] = [
  { username: 'owner', displayName: 'عبدالرحمن السالم', role: 'owner' },
  { username: 'admin', displayName: 'منيرة السعد', role: 'administrator' },
  { username: 'manager', displayName: 'فهد الراشد', role: 'manager' },
  { username: 'reception', displayName: 'نورة العتيبي', role: 'reception' },
  { username: 'sales', displayName: 'ماجد الزهراني', role: 'sales' },
  { username: 'cashier', displayName: 'ريم الشمري', role: 'cashier' },
  { username: 'production', displayName: 'سلطان الحربي', role: 'production' },
  { username: 'installer', displayName: 'طارق المالكي', role: 'installer' },
  { username: 'support', displayName: 'هيفاء القحطاني', role: 'support' },
  { username: 'accountant', displayName: 'بدر العنزي', role: 'accountant' },
  ...medicalExaminationCentre.services.map(({ slug }, index) => ({
    username: slug,
    displayName: clerks[index] ?? slug,
    role: 'clerk' as const,
  })),
]

function readAccounts(file: string): Account[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Account[]) : []
}

function writeAccounts(file: string, accounts: readonly Account[]): void {
  mkdirSync(dirname(file), { recursive: true })
  replaceWhole(file, `${JSON.stringify(accounts, null, 2)}\n`)
}

/**
 * Fills an empty database with the demonstration centre: 16 clinics with their rooms, and an account for each role and
 * clinic, with random passwords stored in `accountsFile` (mode 600). Returns the accounts; does not change a database
 * in use.
 */
export async function seedDemonstration(accountsFile: string): Promise<Account[]> {
  if ((await db().branch.count()) > 0) return readAccounts(accountsFile)
  const accounts = people.map(({ username, role }) => ({ username, password: firstPassword(3), role }))
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)))
  const branchId = await db().$transaction(
    async (tx) => {
      const branchId = await createBranch(tx, {
        slug: 'main',
        name: { ar: 'مركز الفحص الطبي', en: 'Medical Examination Centre' },
        timeZone: 'Asia/Riyadh',
        template: medicalExaminationCentre,
      })
      const rows = people.map((person, i) => ({ ...person, id: newId(), passwordHash: hashes[i] ?? '' }))
      await tx.account.createMany({
        data: rows.map(({ id, username, displayName, passwordHash }) => ({ id, username, displayName, passwordHash })),
      })
      await tx.roleAssignment.createMany({
        data: rows.map(({ id, role }) => ({
          id: newId(),
          accountId: id,
          role,
          branchId: role === 'owner' ? null : branchId,
        })),
      })
      // Written before the commit, so that no account exists whose password was not saved.
      writeAccounts(accountsFile, accounts)
      return branchId
    },
    { timeout: 30_000 },
  )
  await announceSetup(branchId, 1)
  return accounts
}

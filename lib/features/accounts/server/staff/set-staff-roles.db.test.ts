import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { signAccessToken, softwareOf } from '@/lib/server/identity/software'
import * as made from '@/prisma/factories/account-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { changeAccount, createAccount, lookAt, roleAt, setRoles, twoBranches } from '@/prisma/factories/staff-commands'
import { makeToken, revokedOf } from '@/prisma/factories/token-factory'

let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  ;({ here, there, owner, administrator } = await twoBranches())
})

describe('roles', () => {
  test('are granted and removed, which is audited and raises the version', async () => {
    const { id } = await createAccount(administrator, [roleAt(here)])
    expect(await setRoles(administrator, id, [roleAt(here, 'reception')])).toMatchObject({
      roles: [roleAt(here, 'reception')],
      version: 2,
    })
    const entry = await db().auditEntry.findFirstOrThrow({ where: { subjectId: id, action: 'account.set_roles' } })
    const roles = (role: string) => ({ roles: [`${role}@${here.slug}`] })
    expect(entry).toMatchObject({ before: roles('clerk'), after: roles('reception'), reason: 'نقل', chainId: here.id })
    const stale = setRoles(administrator, id, [roleAt(here)], 1)
    await expect(stale).rejects.toMatchObject({ code: 'stale_version', details: { version: 2 } })
  })
  test('in branches that the caller may not see stay unchanged', async () => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['sales', there],
      ],
    })
    await setRoles(administrator, id, [roleAt(here, 'cashier')])
    expect((await lookAt(owner, id)).roles).toEqual([roleAt(there, 'sales'), roleAt(here, 'cashier')])
    expect(await setRoles(administrator, id, [])).toMatchObject({ roles: [] })
    expect((await lookAt(owner, id)).roles).toEqual([roleAt(there, 'sales')])
    await expect(lookAt(administrator, id)).rejects.toMatchObject({ code: 'account_not_found' })
    await expect(setRoles(owner, id, [])).rejects.toMatchObject({ code: 'invalid_input' })
  })
  test('A14: nobody grants a role they may not grant, or raises their own', async () => {
    const { id } = await createAccount(administrator, [roleAt(here)])
    const refused = { code: 'not_allowed' }
    await expect(setRoles(administrator, id, [roleAt(here, 'owner')])).rejects.toMatchObject(refused)
    await expect(setRoles(administrator, id, [roleAt(null)])).rejects.toMatchObject(refused)
    await expect(setRoles(administrator, id, [roleAt(there)])).rejects.toMatchObject({ code: 'unknown_branch' })
    const self = administrator.accountId
    const raised = [roleAt(here, 'administrator'), roleAt(here, 'accountant')]
    await expect(setRoles(administrator, self, raised)).rejects.toMatchObject(refused)
    await expect(setRoles(owner, owner.accountId, [roleAt(null, 'owner'), roleAt(here)])).rejects.toMatchObject(refused)
    await expect(setRoles(await makeStaff(here, 'manager'), id, [roleAt(here)])).rejects.toMatchObject(refused)
  })
  test('of an owner are changed only by owners', async () => {
    const refused = { code: 'not_allowed' }
    await expect(setRoles(administrator, owner.accountId, [])).rejects.toMatchObject(refused)
    const both = [roleAt(null, 'owner'), roleAt(here)]
    await expect(setRoles(administrator, owner.accountId, both)).rejects.toMatchObject(refused)
    const chief = await makeStaff(null, 'administrator')
    await expect(setRoles(chief, owner.accountId, both)).rejects.toMatchObject(refused)
    expect(await setRoles(await makeStaff(null, 'owner'), owner.accountId, [roleAt(here)])).toMatchObject({
      version: 2,
    })
  })
  test('take effect on the next request', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]] })
    const cookies = await made.signInWithPassword(account)
    expect(await made.seen(cookies)).toMatchObject({ roles: [{ role: 'clerk', branchId: here.id }], version: 1 })
    await setRoles(administrator, account.id, [roleAt(here, 'manager')])
    expect(await made.seen(cookies)).toMatchObject({ roles: [{ role: 'manager', branchId: here.id }], version: 2 })
  })
})

describe('the program tokens that a person created', () => {
  const tokensOf = ({ accountId: by }: Staff) => ({
    reading: (branch: BranchRecord | null) => makeToken({ by, branch }),
    exporting: (branch: BranchRecord | null) => makeToken({ by, branch, scopes: ['person.export', 'audit.read'] }),
  })

  test('A3: end at once when their creator may no longer create tokens, and the audit says which', async () => {
    const token = await tokensOf(administrator).exporting(here)
    const bearer = new Headers({ authorization: `Bearer ${await signAccessToken(token, new Date())}` })
    expect(await softwareOf(bearer, new Date())).toMatchObject({ tokenId: token })
    await setRoles(owner, administrator.accountId, [roleAt(here, 'manager')])
    await expect(softwareOf(bearer, new Date())).rejects.toMatchObject({ code: 'not_signed_in' })
    const after = { roles: [`manager@${here.slug}`], tokensRevoked: [token] }
    expect((await made.auditOf(administrator.accountId)).at(-1)).toMatchObject({ action: 'account.set_roles', after })
  })
  test('end for a branch that their creator has left, and for all branches; where the creator still works they stay valid', async () => {
    const maker = await makeStaff(null, 'owner')
    const { reading, exporting } = tokensOf(maker)
    const [stays, leaves, everywhere] = [await exporting(here), await reading(there), await reading(null)]
    await setRoles(owner, maker.accountId, [roleAt(here, 'administrator')])
    expect(await revokedOf([stays, leaves, everywhere])).toEqual([leaves, everywhere])
  })
  test('of others, and of a person who keeps the rights or gains more, stay valid', async () => {
    const [own, others] = [await tokensOf(administrator).reading(here), await tokensOf(owner).exporting(here)]
    await setRoles(owner, administrator.accountId, [roleAt(here, 'administrator'), roleAt(there)])
    await setRoles(owner, administrator.accountId, [roleAt(here, 'administrator')])
    expect(await revokedOf([own, others])).toEqual([])
    const [entry] = (await made.auditOf(administrator.accountId)).slice(-1)
    expect(entry?.after).toEqual({ roles: [`administrator@${here.slug}`] })
  })
  test('stay valid when a forgotten password is replaced, so that no integration stops', async () => {
    const token = await tokensOf(administrator).reading(here)
    await changeAccount(owner, 'resetPassword', administrator.accountId)
    expect(await revokedOf([token])).toEqual([])
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { checkPathway } from '@/lib/features/journeys/pathway'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { createPathway, type PathwayDto, updatePathway as updateContract } from '../../pathway-contract'
import type { BranchRecord } from '../branch-directory'
import { branchTemplates } from '../templates'
import { addPathway } from './add-pathway'
import { listPathways } from './list-set-up'
import { updatePathway } from './update-pathway'

const name = { ar: 'الفحص الكامل', en: 'Full examination' }

let branch: BranchRecord
let admin: Staff
beforeEach(async () => {
  branch = await makeBranch(['vitals', 'lab', 'internal'].map((slug) => ({ slug })))
  admin = await makeStaff(branch, 'administrator')
})

/** Sends the bodies that a client would, so that what it leaves out gets its default. */
const add = async (steps: object[], slug = 'full'): Promise<PathwayDto> => {
  const body = createPathway.body.parse({ branch: branch.slug, slug, name, steps })
  return (await addPathway(commandOf(admin, { params: {}, body }))).answer as PathwayDto
}
const change = async (body: object): Promise<PathwayDto> => {
  const input = { params: { pathway: 'full' }, body: updateContract.body.parse({ branch: branch.slug, ...body }) }
  return (await updatePathway(commandOf(admin, input))).answer as PathwayDto
}

describe('a new pathway', () => {
  test('is listed with its steps, what was left out as its default', async () => {
    const made = await add([
      { service: 'vitals', order: 'first' },
      { service: 'lab', notAfterMinute: 600, minGapMinutes: 20, required: false },
      { service: 'internal', after: ['lab'], anyOf: ['vitals', 'lab'], order: 'last', exclusiveGroup: 'physician' },
    ])
    const plain = { required: true, after: [], anyOf: [], order: 'any' }
    const none = { minGapMinutes: null, notAfterMinute: null, exclusiveGroup: null }
    expect(made.steps).toEqual([
      { ...plain, ...none, service: 'vitals', order: 'first' },
      { ...plain, ...none, service: 'lab', required: false, minGapMinutes: 20, notAfterMinute: 600 },
      {
        ...{ ...plain, ...none, service: 'internal', after: ['lab'], order: 'last', exclusiveGroup: 'physician' },
        anyOf: ['vitals', 'lab'],
      },
    ])
    expect(await listPathways(branch.slug)).toEqual({ branch: branch.slug, pathways: [made], next: null })
  })
  test.each([
    [
      'waits for itself in a circle',
      [
        { service: 'lab', after: ['vitals'] },
        { service: 'vitals', after: ['lab'] },
      ],
      'pathway_circle',
    ],
    ['has a step of another branch', [{ service: 'dental' }], 'unknown_service'],
    ['waits for a service that it does not have', [{ service: 'lab', after: ['vitals'] }], 'unknown_prerequisite'],
    ['has a service twice', [{ service: 'lab' }, { service: 'lab' }], 'step_twice'],
  ])('that %s is refused, and nothing is written', async (_, steps, code) => {
    await makeBranch([{ slug: 'dental' }])
    await expect(add(steps)).rejects.toMatchObject({ code })
    expect((await listPathways(branch.slug)).pathways).toEqual([])
    expect(await db().pathway.count({ where: { branchId: branch.id } })).toBe(0)
  })
  test('has a name of its own in the branch', async () => {
    await add([{ service: 'lab' }])
    await expect(add([{ service: 'vitals' }])).rejects.toMatchObject({ code: 'slug_taken' })
  })
})

describe('a change of a pathway', () => {
  test('replaces its steps, keeps what it does not name, and is audited', async () => {
    await add([{ service: 'vitals' }, { service: 'lab', after: ['vitals'] }])
    const changed = await change({ steps: [{ service: 'internal' }, { service: 'vitals', required: false }] })
    expect(changed.steps.map(({ service, required }) => ({ service, required }))).toEqual([
      { service: 'internal', required: true },
      { service: 'vitals', required: false },
    ])
    expect(changed.name).toEqual(name)
    const entries = await db().auditEntry.findMany({ where: { chainId: branch.id, action: 'pathway.update' } })
    expect(entries).toMatchObject([
      { before: { steps: ['vitals', 'lab after vitals'] }, after: { steps: ['internal', 'vitals (optional)'] } },
    ])
  })
  test('to steps that cannot come is refused and keeps the old ones', async () => {
    const { steps } = await add([{ service: 'vitals' }])
    await expect(change({ steps: [{ service: 'lab', after: ['lab'] }] })).rejects.toMatchObject({
      code: 'pathway_circle',
    })
    expect((await listPathways(branch.slug)).pathways[0]?.steps).toEqual(steps)
  })
  test('of one that does not exist is refused', async () => {
    await expect(change({ name })).rejects.toMatchObject({ code: 'unknown_pathway' })
  })
})

test.each(Object.entries(branchTemplates))('every pathway of the template %s can be walked', (_, template) => {
  const services = new Set(template.services.map((it) => it.slug))
  for (const { steps } of template.pathways ?? []) expect(() => checkPathway(steps, services)).not.toThrow()
})

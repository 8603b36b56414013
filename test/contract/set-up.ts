import { randomBytes } from 'node:crypto'
import { type Answer, sendAs } from './send'

const name = { ar: 'اسم', en: 'Name' }
export const newSlug = (): string => `t-${randomBytes(5).toString('hex')}`
const newPrefix = (): string => [...randomBytes(3)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')

let spare: Promise<string> | null = null

/** A branch of its own for each file of tests, so that nobody else meets what is changed in it. */
export function spareBranch(): Promise<string> {
  spare ??= addBranch(newSlug())
  return spare
}

async function addBranch(slug: string): Promise<string> {
  const answer = await owner('/api/v1/branches', { slug, name, timeZone: 'Asia/Riyadh', template: 'laboratory' })
  if (answer.status !== 201) throw new Error(`no branch: ${answer.status} ${answer.text}`)
  return slug
}

const owner = (path: string, body?: object): Promise<Answer> =>
  sendAs('owner', body ? 'POST' : 'GET', path, body ? { body } : {})

/** Sends a change with the spare branch in its body. */
const change = async (path: string, body: object = {}): Promise<Answer> =>
  owner(path, { branch: await spareBranch(), ...body })

const addService = (slug: string): Promise<Answer> =>
  change('/api/v1/services', { slug, name, prefix: newPrefix(), icon: 'flask', typicalMinutes: 5 })
const addPoint = (slug: string): Promise<Answer> => change('/api/v1/service-points', { slug, label: name })
const addPathway = (slug: string): Promise<Answer> =>
  change('/api/v1/pathways', { slug, name, steps: [{ service: 'samples' }] })

/** Sends a change of something that `add` has just added. */
async function changeNew(
  add: (slug: string) => Promise<Answer>,
  path: (slug: string) => string,
  body: object = {},
): Promise<Answer> {
  const slug = newSlug()
  await add(slug)
  return change(path(slug), body)
}

const service = (verb: string) => (slug: string) => `/api/v1/services/${slug}/${verb}`
const point = (verb: string) => (slug: string) => `/api/v1/service-points/${slug}/${verb}`

/** What is closed first, so that opening it changes something. */
const closed = (add: (slug: string) => Promise<Answer>, path: (slug: string) => string) => async (slug: string) => {
  await add(slug)
  return change(path(slug))
}

/** One valid request to each endpoint of the set-up. */
export const goodOfSetUp: Record<string, () => Promise<Answer>> = {
  listBranches: () => owner('/api/v1/branches'),
  createBranch: () => owner('/api/v1/branches', { slug: newSlug(), name, timeZone: 'Asia/Riyadh' }),
  getSetUp: async () => owner(`/api/v1/branches/${await spareBranch()}/set-up`),
  updateBranch: async () => owner(`/api/v1/branches/${await addBranch(newSlug())}/update`, { digits: 'latn' }),
  createService: () => addService(newSlug()),
  updateService: () => changeNew(addService, service('update'), { typicalMinutes: 9 }),
  openService: () => changeNew(closed(addService, service('close')), service('open')),
  closeService: () => changeNew(addService, service('close')),
  listServicePoints: () => owner('/api/v1/service-points?branch=main'),
  createServicePoint: () => addPoint(newSlug()),
  updateServicePoint: () => changeNew(addPoint, point('update'), { services: ['samples'] }),
  openServicePoint: () => changeNew(closed(addPoint, point('close')), point('open')),
  closeServicePoint: () => changeNew(addPoint, point('close')),
  listPathways: () => owner('/api/v1/pathways?branch=main'),
  createPathway: () => addPathway(newSlug()),
  updatePathway: () =>
    changeNew(addPathway, (slug) => `/api/v1/pathways/${slug}/update`, { name: { ar: 'مسار', en: 'Another' } }),
}

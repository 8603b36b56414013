import { visitDto } from '@/lib/features/journeys/contract'
import { type Answer, sendAs } from './send'
import { newSlug, spareBranch } from './set-up'

const name = { ar: 'مسار', en: 'Pathway' }

const owner = (method: string, path: string, body?: object): Promise<Answer> =>
  sendAs('owner', method, path, body ? { body } : {})

/** A visit that staff begin in the branch of these requests: first `samples`, then perhaps `results`. */
async function begin(steps: object[] = [{ service: 'samples' }, { service: 'results', required: false }]) {
  const [branch, slug] = [await spareBranch(), newSlug()]
  await owner('POST', '/api/v1/pathways', { branch, slug, name, steps })
  return owner('POST', '/api/v1/visits', { branch, pathway: slug })
}

const idOf = ({ json }: Answer): string => visitDto.parse(json).id

const onStep = async (verb: string, visit: Promise<Answer>, service = 'results'): Promise<Answer> =>
  owner('POST', `/api/v1/visits/${idOf(await visit)}/${verb}`, { service, reason: 'asked for' })

/** Somebody in service at a visit in `samples`. */
async function served(): Promise<string> {
  await begin([{ service: 'samples' }])
  const body = { branch: await spareBranch(), servicePoint: 'room-1' }
  const { id } = (await owner('POST', '/api/v1/queues/samples/call-next', body)).json as { id: string }
  await owner('POST', `/api/v1/tickets/${id}/start`, {})
  return id
}

/** One valid request to each endpoint of visits. */
export const goodOfVisits: Record<string, () => Promise<Answer>> = {
  takeVisit: () => begin(),
  getVisit: async () => owner('GET', `/api/v1/visits/${idOf(await begin())}`),
  chooseStep: () => onStep('choose', begin()),
  skipStep: () => onStep('skip-step', begin()),
  addStep: () => onStep('add-step', begin([{ service: 'samples' }])),
  redoStep: () => onStep('redo-step', onStep('skip-step', begin())),
  sendAndReturn: async () => owner('POST', `/api/v1/tickets/${await served()}/send-and-return`, { service: 'results' }),
}

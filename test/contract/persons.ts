import { createPerson } from '@/lib/features/persons/contract'
import { walkIn } from './line'
import { type Answer, sendAs } from './send'

let numbers = Math.floor(Math.random() * 1e7)

/** An unused phone number. */
const newPhone = (): string => `05${String(50_000_000 + ++numbers)}`

/** A person's record, created by reception. */
async function newPerson(): Promise<{ id: string; phone: string }> {
  const phone = newPhone()
  const body = { name: 'سارة العتيبي', phone, notes: 'حساسية\nمن البنسلين' }
  const { id } = createPerson.answer.parse((await sendAs('reception', 'POST', '/api/v1/persons', { body })).json)
  return { id, phone }
}

async function command(name: string, body: object): Promise<Answer> {
  return sendAs('owner', 'POST', `/api/v1/persons/${(await newPerson()).id}/${name}`, { body })
}

/** One valid request to each endpoint for personal data. */
export const goodOfPersons: Record<string, () => Promise<Answer>> = {
  searchPersons: async () => {
    const { phone } = await newPerson()
    return sendAs('clerk', 'POST', '/api/v1/persons/search', { body: { phone } })
  },
  createPerson: () => sendAs('reception', 'POST', '/api/v1/persons', { body: { phone: newPhone() } }),
  getPerson: async () => sendAs('clerk', 'GET', `/api/v1/persons/${(await newPerson()).id}`),
  updatePerson: () => command('update', { version: 1, notes: null, nationalId: String(9_000_000 + ++numbers) }),
  exportPerson: async () => sendAs('owner', 'GET', `/api/v1/persons/${(await newPerson()).id}/export`),
  erasePerson: () => command('erase', { reason: 'asked to be forgotten' }),
  linkPerson: async () => {
    const { id } = await walkIn({ service: 'eyes', room: 'room-7' })
    return sendAs('reception', 'POST', `/api/v1/tickets/${id}/person`, { body: { person: (await newPerson()).id } })
  },
}

const reads = ['get', 'list', 'find']
const makes = ['create', 'add', 'open', 'make']
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const address = /^\/api\/v1(\/([a-z0-9-]+|\{[a-zA-Z]\w*\}))+$/

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** `rename-device` as `renameDevice`. */
export const camelCase = (name) =>
  name
    .split('-')
    .map((word, i) => (i === 0 ? word : capital(word)))
    .join('')

/** The conventional path of an endpoint with this verb: `rename-device` at `/api/v1/devices/{id}/rename`. */
function usualPath(verb, noun) {
  if (verb === 'list') return `/api/v1/${noun}`
  const all = `/api/v1/${noun.endsWith('s') ? noun : `${noun}s`}`
  if (makes.includes(verb)) return all
  return reads.includes(verb) ? `${all}/{id}` : `${all}/{id}/${verb}`
}

/**
 * The names of an endpoint in code, and its path: `{ feature, file, name, method, path, params }`. Throws when a name
 * is not kebab-case, when the use case has no verb and noun, or when a given path has another form.
 */
export function endpointNames(feature, file, given) {
  if (!kebab.test(feature ?? '')) throw new Error(`the feature must be a name like queue, not "${feature ?? ''}"`)
  const [verb, ...noun] = kebab.test(file ?? '') ? file.split('-') : []
  if (noun.length === 0)
    throw new Error(`the use case must be a verb and a noun like rename-device, not "${file ?? ''}"`)
  const path = given ?? usualPath(verb, noun.join('-'))
  if (!address.test(path)) throw new Error(`the path must be like /api/v1/devices/{id}/rename, not "${path}"`)
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param)
  return { feature, file, name: camelCase(file), method: reads.includes(verb) ? 'GET' : 'POST', path, params }
}

// Everything that answers declares who may call it: every endpoint has a listed contract, every contract an endpoint,
// and every page an entry in the table.
import { runCheck } from './support/check.mjs'
import { loadRights } from './support/rights-bundle.mjs'
import { sourceFiles } from './support/source-files.mjs'

const [contractList, pageTable] = ['app/rights/contracts.ts', 'app/rights/pages.ts']
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const at = (file, message) => ({ file, line: 1, message })
const addressOf = (path) => path.replaceAll(/\{(\w+)\}/g, '[$1]')

function unlistedEndpoints({ routes, contracts, withoutContract, contractOf }) {
  const listed = new Set(contracts.map(([, it]) => it))
  return routes.flatMap(([address, module]) => {
    const file = `app${address}/route.ts`
    if (address in withoutContract) return []
    return methods.flatMap((method) => {
      const handler = module[method]
      if (handler === undefined) return []
      const contract = contractOf(handler)
      if (!contract)
        return [at(file, `${method} has no contract: create it with route(), commandRoute() or streamRoute()`)]
      const { endpoint } = contract
      const faults = []
      if (!listed.has(contract)) faults.push(`the contract of ${method} is not in ${contractList}`)
      if (endpoint.method !== method || addressOf(endpoint.path) !== address)
        faults.push(`${method} uses the contract of ${endpoint.method} ${endpoint.path}`)
      return faults.map((message) => at(file, message))
    })
  })
}

function unansweredContracts({ routes, contracts, contractOf }) {
  const answered = new Set(routes.flatMap(([, module]) => methods.map((it) => module[it] && contractOf(module[it]))))
  const names = contracts.map(([name]) => name)
  return contracts.flatMap(([name, it], i) => {
    const faults = []
    if (!answered.has(it)) faults.push(`${name}: no route.ts answers ${it.endpoint.method} ${it.endpoint.path}`)
    if (names.indexOf(name) !== i) faults.push(`${name}: two contracts have this name`)
    return faults.map((message) => at(contractList, message))
  })
}

const staleExceptions = ({ routes, withoutContract }) =>
  Object.keys(withoutContract)
    .filter((address) => !routes.some(([it]) => it === address))
    .map((address) => at(contractList, `${address}: there is no endpoint`))

/** Files that Next serves besides the API, by path: without the groups that only structure the folders. */
function pagesOf(root) {
  return sourceFiles(root, 'app')
    .filter((path) => /\/(page\.tsx|route\.ts)$/.test(path) && !path.startsWith('app/api/'))
    .map((file) => ({
      file,
      address: file
        .replace(/^app/, '')
        .replaceAll(/\/\([^)]+\)/g, '')
        .replace(/\/[^/]+$/, ''),
    }))
}

function pageFaults(root, { pages }) {
  const there = pagesOf(root)
  const missing = there
    .filter(({ address }) => !(address in pages))
    .map(({ file, address }) => at(file, `${address} is not in ${pageTable}: declare who may open it`))
  const gone = Object.keys(pages).filter((address) => !there.some((it) => it.address === address))
  return [...missing, ...gone.map((address) => at(pageTable, `${address}: there is no such page`))]
}

/** Endpoints, contracts and pages that do not match. */
export async function findMissingRights(root) {
  const rights = await loadRights(root, {
    'app/rights/contracts': ['contracts', 'withoutContract'],
    'app/rights/pages': ['pages'],
    'lib/server/http/handler': ['contractOf'],
  })
  return [
    ...unlistedEndpoints(rights),
    ...unansweredContracts(rights),
    ...staleExceptions(rights),
    ...pageFaults(root, rights),
  ]
}

await runCheck(import.meta.url, findMissingRights)

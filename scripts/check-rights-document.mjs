// Compares docs/security/rights.md with the code: callers of endpoints, pages and topics. `--write` regenerates it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot, runCheck } from './support/check.mjs'
import { loadRights } from './support/rights-bundle.mjs'
import { readText } from './support/source-files.mjs'

const file = 'docs/security/rights.md'
const words = {
  public: 'anyone',
  visitor: 'anyone, for their own things; others with the permission',
  paired_device: 'a paired device',
  signed_in: 'any signed-in person, for their own things',
  anyone: 'anyone',
  secret_address: 'anyone who has the secret link',
}
const short = {
  owner: 'own',
  administrator: 'adm',
  manager: 'man',
  reception: 'rec',
  clerk: 'clk',
  sales: 'sal',
  cashier: 'cas',
}
const shorter = { production: 'pro', installer: 'ins', support: 'sup', accountant: 'acc', display: 'dis', kiosk: 'kio' }
const columns = { ...short, ...shorter }

const row = (cells) => `| ${cells.join(' | ')} |`
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)]

/** Marks the roles that have a permission; without a permission, marks all signed-in roles. */
function marks({ roles, roleMay, permissions }, access) {
  if (permissions.includes(access)) return roles.map((role) => (roleMay(role, access) ? '●' : ''))
  return roles.map((role) => (access === 'signed_in' && (role === 'display' || role === 'kiosk') ? '' : '○'))
}

function topicWords(access) {
  if (typeof access === 'object') return `the holder, or \`${access.holderOr}\` in its branch`
  return access === 'public' ? 'anyone' : `\`${access}\` in its branch`
}

function documentOf(rights) {
  const { contracts, pages, topicSources, roles, permissions, softwareScopes, roleMay, isForInstallation } = rights
  const say = (access) => words[access] ?? `\`${access}\``
  const heads = roles.map((role) => columns[role])
  const endpoints = contracts
    .map(([, it]) => it)
    .toSorted(
      (a, b) => a.endpoint.path.localeCompare(b.endpoint.path) || a.endpoint.method.localeCompare(b.endpoint.method),
    )
  return [
    '# Who may do what',
    '',
    'Generated from the code by `node scripts/check-rights-document.mjs --write`; `npm run verify` compares them. The tests that',
    'check the server call it as every kind of caller: `test/rights/matrix.db.test.ts`, `test/contract/pages.contract.test.ts`,',
    '`test/realtime/rights.realtime.test.ts`.',
    '',
    '● the role has the permission, in the branch where it is held. ○ no permission is needed; other people’s objects are answered',
    'as not found. Objects of another branch are answered like missing ones.',
    '',
    'These must be held in all branches, because they concern the whole installation: ' +
      `${permissions
        .filter(isForInstallation)
        .map((it) => `\`${it}\``)
        .join(', ')}.`,
    '',
    `Roles: ${roles.map((role) => `**${columns[role]}** ${role}`).join(', ')}.`,
    '',
    '## Permissions',
    ...table(
      ['permission', 'program', ...heads],
      permissions.map((it) => [
        `\`${it}\``,
        softwareScopes.includes(it) ? '●' : '',
        ...roles.map((role) => (roleMay(role, it) ? '●' : '')),
      ]),
    ),
    '',
    '## Endpoints',
    ...table(
      ['', 'path', 'who', ...heads],
      endpoints.map(({ endpoint, access }) => [
        endpoint.method,
        `\`${endpoint.path}\``,
        say(access),
        ...marks(rights, access),
      ]),
    ),
    '',
    '## Pages',
    'Without a session the answer is a redirect to sign-in; without the permission it is 404.',
    '',
    ...table(
      ['page', 'who', ...heads],
      Object.entries(pages).map(([page, access]) => [`\`${page}\``, say(access), ...marks(rights, access)]),
    ),
    '',
    '## Topics of the stream',
    ...table(
      ['topic', 'who'],
      topicSources.map(({ kind }) => [`\`${kind.name}:…\``, topicWords(kind.access)]),
    ),
    '',
  ].join('\n')
}

async function read(root) {
  return documentOf(
    await loadRights(root, {
      'app/rights/contracts': ['contracts'],
      'app/rights/pages': ['pages'],
      'app/rights/topics': ['topicSources'],
      'lib/shared/permissions': ['isForInstallation', 'permissions', 'roleMay', 'roles', 'softwareScopes'],
    }),
  )
}

/** Whether the document differs from the code. */
export async function findStaleRights(root) {
  const text = await read(root)
  const stale = !existsSync(join(root, file)) || readText(root, file) !== text
  return stale
    ? [{ file, line: 1, message: 'differs from the code: run node scripts/check-rights-document.mjs --write' }]
    : []
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  mkdirSync(dirname(join(projectRoot, file)), { recursive: true })
  writeFileSync(join(projectRoot, file), await read(projectRoot))
} else await runCheck(import.meta.url, findStaleRights)

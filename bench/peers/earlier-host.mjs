import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { projectRoot } from '../../scripts/support/check.mjs'

const samePackages = (root) =>
  ['package.json', 'package-lock.json'].every((file) =>
    readFileSync(join(root, file)).equals(readFileSync(join(projectRoot, file))),
  )

/**
 * Builds the server of an earlier commit in a separate folder with its own packages. It uses this project's pages,
 * which no API bench requests. Returns its folder.
 */
export function buildEarlierHost(commit) {
  const parent = throwAwayFolder('earlier')
  const root = join(parent.path, 'dawr')
  // Without this variable Prisma downloads an engine that `generate` does not use.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }
  const run = (program, args, cwd = root) =>
    execFileSync(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })
  run('git', ['worktree', 'add', '--detach', root, commit], projectRoot)
  for (const shared of ['.next', 'next-env.d.ts', 'public/vendor', ...(samePackages(root) ? ['node_modules'] : [])]) {
    if (!existsSync(join(root, shared))) symlinkSync(join(projectRoot, shared), join(root, shared))
  }
  if (!samePackages(root)) run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'])
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'])
  run(process.execPath, ['scripts/build.mjs', '--host-only'])
  return {
    root,
    remove() {
      run('git', ['worktree', 'remove', '--force', root], projectRoot)
      parent.remove()
    },
  }
}

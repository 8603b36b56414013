import { execFileSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { projectRoot } from '../../scripts/support/check.mjs'

/**
 * The server of an earlier commit, built beside this one with the same packages; it shows this one's pages, which no bench
 * of the API asks for. Answers its folder.
 */
export function buildEarlierHost(commit) {
  const parent = throwAwayFolder('earlier')
  const root = join(parent.path, 'dawr')
  const run = (program, args, cwd = root) =>
    execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  run('git', ['worktree', 'add', '--detach', root, commit], projectRoot)
  for (const shared of ['node_modules', '.next', 'next-env.d.ts', 'public/vendor']) {
    if (!existsSync(join(root, shared))) symlinkSync(join(projectRoot, shared), join(root, shared))
  }
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

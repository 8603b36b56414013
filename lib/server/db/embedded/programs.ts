import 'server-only'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { promisify } from 'node:util'
import { programEnvironment } from '../../config/config'
import { type Binaries, findBinaries } from './binaries'
import { type Layout, makeCluster, prepareFolder } from './cluster-folder'
import { EmbeddedError } from './embedded-error'
import { accountFor, type Launcher, launcherFor } from './run-as'

const run = promisify(execFile)

/** PostgreSQL's programs for one folder, run as the account that owns it. */
export class Programs {
  constructor(
    private readonly layout: Layout,
    private readonly binaries: Binaries,
    private readonly launcher: Launcher,
  ) {}

  private launch(program: keyof Binaries, args: readonly string[]) {
    const { command, args: all, options } = this.launcher(this.binaries[program], args)
    // Run in the cluster's folder: the account may not be allowed to enter the folder where Dawr was started.
    const place = { cwd: this.layout.folder, env: programEnvironment(), windowsHide: true }
    return { command, args: all, options: { ...options, ...place } }
  }

  private async run(program: 'initdb' | 'pg_ctl', given: readonly string[]): Promise<void> {
    const { command, args, options } = this.launch(program, given)
    await run(command, args, options).catch((error: Error & { stderr?: string }) => {
      throw new EmbeddedError(`${program} failed: ${error.stderr?.trim() || error.message}`, { cause: error })
    })
  }

  /** Creates an empty cluster. It compares text by code point, so that every system gives the same order. */
  init(into: string): Promise<void> {
    const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${this.layout.passwordFile}`]
    return this.run('initdb', ['-D', into, ...access, ...locale])
  }

  /**
   * Stops the server of the folder and waits: cleanly, or after ten seconds with an immediate shutdown, from which it
   * recovers.
   */
  async stop(): Promise<void> {
    const stop = ['stop', '-D', this.layout.cluster, '-t', '10', '-m']
    await this.run('pg_ctl', [...stop, 'fast']).catch(() => this.run('pg_ctl', [...stop, 'immediate']))
  }

  /** Starts the server in its own process session: Ctrl-C in a terminal reaches only Dawr, which drains first. */
  serve(given: readonly string[], log: number): ChildProcess {
    const { command, args, options } = this.launch('postgres', ['-D', this.layout.cluster, ...given])
    return spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  }
}

/** PostgreSQL for a folder, creating its cluster if missing. Throws ConfigError and EmbeddedError. */
export async function preparePrograms(layout: Layout, dataDir: string): Promise<Programs> {
  const binaries = await findBinaries()
  // DATA_DIR itself may be a link: the person who starts Dawr chose it.
  const root = existsSync(dataDir) ? realpathSync(dataDir) : dataDir
  const account = accountFor([layout.cluster, layout.folder, root])
  prepareFolder(layout, account)
  const programs = new Programs(layout, binaries, launcherFor(account, [binaries.postgres, layout.passwordFile]))
  if (!existsSync(layout.cluster)) await makeCluster(layout, account, (into) => programs.init(into))
  return programs
}

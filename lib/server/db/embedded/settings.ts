/** Settings of PostgreSQL by name, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string | number>>

/**
 * Differences from PostgreSQL's defaults: fewer processes, less memory, and no statements or row values in the log.
 * Durability (fsync, full_page_writes, synchronous_commit) and autovacuum keep their defaults, which are on.
 */
export const smallSettings: Settings = {
  shared_buffers: '64MB',
  max_connections: 200,
  // Does I/O in the session's own process instead of three more processes.
  io_method: 'sync',
  // There are no replicas: less to write, and two processes fewer.
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_parallel_workers_per_gather: 0,
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // LOG, FATAL and PANIC only: errors of statements go to the application, which logs them without their values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** The arguments of `postgres` for these settings. */
export function settingArgs(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

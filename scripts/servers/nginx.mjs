import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { projectRoot } from '../support/check.mjs'
import { freePort } from './free-port.mjs'
import { startServer, throwAwayFolder } from './server-process.mjs'
import { systemProgram } from './system-program.mjs'

const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket.destroy() && true))
    socket.once('error', () => resolve(false))
  })

/**
 * The reference site for one address and without TLS. Throws when the file no longer contains what is replaced here.
 */
function referenceSite(upstream, port, folder) {
  const site = readFileSync(join(projectRoot, 'ops/nginx/dawr.conf'), 'utf8')
  const changes = [
    ['127.0.0.1:3000', new URL(upstream).host],
    [/server \{\n {2}listen 80;[^}]*\}\n/, ''],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port};`],
    [/ {2}ssl_[^\n]*\n/g, ''],
    ['/var/log/nginx/dawr.log', `${folder}/access.log`],
    ['/var/log/nginx/dawr.error.log', 'stderr'],
  ]
  // With compression of everything: the stream must not be affected by it.
  return changes.reduce((text, [from, to]) => {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`ops/nginx/dawr.conf has no ${from}`)
    return changed
  }, `gzip on;\ngzip_types *;\n${site}`)
}

const ownServer = (port, inServer) => `server {
    listen 127.0.0.1:${port};
    ${inServer}
  }`

function configuration({ folder, servers, inMain, workers }) {
  const root = process.getuid?.() === 0 ? 'user root;' : ''
  return `${inMain}
${root}
daemon off;
worker_processes ${workers};
worker_rlimit_nofile 65536;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${servers}
}
`
}

/**
 * Starts nginx with the reference site in front of `upstream`, or with `inServer` (locations) and `inMain` (modules) of
 * the caller. `log` returns the reference site's log.
 */
export async function startNginx({ upstream, inServer, inMain = '', workers = 1 }) {
  const program = systemProgram('nginx')
  const folder = throwAwayFolder('nginx')
  const port = await freePort()
  mkdirSync(join(folder.path, 'body'))
  const file = join(folder.path, 'nginx.conf')
  const servers = inServer === undefined ? referenceSite(upstream, port, folder.path) : ownServer(port, inServer)
  writeFileSync(file, configuration({ folder: folder.path, servers, inMain, workers }))
  const server = await startServer('nginx', program, ['-p', folder.path, '-c', file], {
    isReady: () => listens(port),
    onStopped: folder.remove,
  })
  const log = () => readFileSync(join(folder.path, 'access.log'), 'utf8')
  return { url: `http://127.0.0.1:${port}`, port, pid: server.pid, log, stop: server.stop }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { freePort } from './free-port.mjs'
import { startServer, throwAwayFolder } from './server-process.mjs'
import { systemProgram } from './system-program.mjs'

const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket.destroy() && true))
    socket.once('error', () => resolve(false))
  })

/** What stands in front of the app in an ordinary installation, for one address and without TLS. */
function proxyTo(upstream) {
  return `
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Connection "";
    }
    location = /api/v1/events/stream {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Connection "";
      proxy_buffering off;
      proxy_read_timeout 1h;
    }`
}

function configuration({ folder, port, inServer, inMain, workers }) {
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
  client_max_body_size 4m;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    ${inServer}
  }
}
`
}

/** Starts nginx before `upstream`, or with `inServer` (locations) and `inMain` (modules) of the caller. */
export async function startNginx({ upstream, inServer = proxyTo(upstream), inMain = '', workers = 1 }) {
  const program = systemProgram('nginx')
  const folder = throwAwayFolder('nginx')
  const port = await freePort()
  mkdirSync(join(folder.path, 'body'))
  const file = join(folder.path, 'nginx.conf')
  writeFileSync(file, configuration({ folder: folder.path, port, inServer, inMain, workers }))
  const server = await startServer('nginx', program, ['-p', folder.path, '-c', file], {
    isReady: () => listens(port),
    onStopped: folder.remove,
  })
  return { url: `http://127.0.0.1:${port}`, port, pid: server.pid, stop: server.stop }
}

import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '../platform/processes.mjs'

const module = '/usr/lib/nginx/modules/ngx_nchan_module.so'

// Debian's own settings where they matter here: one worker a core, no access log for 3,000 lines a second.
const settings = (port, folder, workers) => `
load_module ${module};
daemon off;
user www-data;
worker_processes ${workers};
worker_rlimit_nofile 20000;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 8192; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /publish { nchan_publisher; nchan_channel_id hall; nchan_message_buffer_length 20; nchan_message_timeout 1m; }
    location = /events { nchan_subscriber eventsource; nchan_channel_id hall; }
  }
}
`

/** nginx with Nchan, as Debian packs it. */
export function nchan(workers = 'auto') {
  return {
    name: workers === 'auto' ? 'Nchan' : `Nchan, ${workers} worker`,
    needs: existsSync(module) ? null : 'Debian: apt-get install nginx libnginx-mod-nchan',
    mode: 'sse',
    request: 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n',
    async start(port, folder) {
      const home = mkdtempSync(join(folder, 'nchan-'))
      writeFileSync(join(home, 'nginx.conf'), settings(port, home, workers))
      return startServer('nginx', ['-p', home, '-c', join(home, 'nginx.conf')], { port })
    },
  }
}

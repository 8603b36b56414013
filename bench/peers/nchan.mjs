import { existsSync } from 'node:fs'
import { startNginx } from '../../scripts/servers/nginx.mjs'

const module = '/usr/lib/nginx/modules/ngx_nchan_module.so'

const locations = `
    location = /publish {
      nchan_publisher;
      nchan_channel_id hall;
      nchan_message_buffer_length 20;
      nchan_message_timeout 1m;
    }
    location = /events {
      nchan_subscriber eventsource;
      nchan_channel_id hall;
    }`

/** nginx with Nchan as packaged by Debian; one worker per core by default. */
export const nchan = (workers = 'auto') => ({
  name: workers === 'auto' ? 'Nchan' : `Nchan, ${workers} worker`,
  mode: 'sse',
  request: 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n',
  prepare() {
    if (!existsSync(module)) throw new Error('Nchan is missing; on Debian: apt-get install libnginx-mod-nchan')
  },
  start: () => startNginx({ inMain: `load_module ${module};`, inServer: locations, workers }),
})

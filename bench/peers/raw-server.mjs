// A bare Node server that answers every request with one prepared answer: `node raw-server.mjs <file>`, where the file
// holds `{ headers: [name, value, …], body }` as JSON.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const { headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const bytes = Buffer.from(body)

createServer({ keepAliveTimeout: 65_000 }, (_, response) => {
  response.writeHead(200, headers).end(bytes)
}).listen(Number(process.env.PORT), '127.0.0.1')

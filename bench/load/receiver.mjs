// The same as receiver.c for machines without a compiler. It costs several times as much per event, so latencies
// measured with it reflect the clients as much as the server; results name the receiver that was used.
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'

const [port, connections, mode, requestFile, outFile] = process.argv.slice(2)
const total = Number(connections)
const socketIo = mode === 'socket.io'
const request = readFileSync(requestFile)
const wanted = Buffer.from('"version":')
const emptyLine = Buffer.from('\n\n')
const headerEnd = Buffer.from('\r\n\r\n')
const nothing = Buffer.alloc(0)

const records = []
const tally = { opened: 0, refused: 0, lost: 0, bytes: 0 }
let started = 0

/** A masked text frame; a zero mask leaves the text unchanged. */
const frame = (text) => Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0, ...Buffer.from(text)])

function note(connection, data, from, to, at) {
  const found = data.indexOf(wanted, from)
  if (found < 0 || found >= to) return
  let version = 0
  for (let i = found + wanted.length; data[i] >= 48 && data[i] <= 57; i++) version = version * 10 + data[i] - 48
  records.push({ connection, version, at })
}

function takeEvents(it, data, from, at) {
  let used = from
  for (let end = data.indexOf(emptyLine, used); end >= 0; end = data.indexOf(emptyLine, used)) {
    note(it.number, data, used, end, at)
    used = end + 2
  }
  return used
}

function takeFrames(it, data, from, at) {
  let used = from
  while (data.length - used >= 2) {
    let size = data[used + 1] & 127
    const head = size === 126 ? 4 : size === 127 ? 10 : 2
    if (data.length - used < head) break
    if (head === 4) size = data.readUInt16BE(used + 2)
    if (head === 10) size = Number(data.readBigUInt64BE(used + 2))
    if (data.length - used < head + size) break
    const kind = data.toString('latin1', used + head, used + head + Math.min(size, 2))
    if (kind.startsWith('0')) it.socket.write(frame('40'))
    else if (kind.startsWith('2')) it.socket.write(frame('3'))
    else if (kind === '40') nowOpen(it)
    else if (kind === '42') note(it.number, data, used + head, used + head + size, at)
    used += head + size
  }
  return used
}

function nowOpen(it) {
  if (it.open) return
  it.open = true
  tally.opened++
  startNext()
  if (tally.opened === total) console.log('ready')
}

function takeHeader(it, data) {
  const end = data.indexOf(headerEnd)
  if (end < 0) return 0
  if (!data.toString('latin1', 0, 12).startsWith(socketIo ? 'HTTP/1.1 101' : 'HTTP/1.1 200')) {
    if (tally.refused++ === 0) console.error(`refused: ${data.toString('utf8', 0, 400)}`)
  }
  it.headed = true
  if (!socketIo) nowOpen(it)
  return end + 4
}

function receive(it, chunk) {
  const at = process.hrtime.bigint()
  tally.bytes += chunk.length
  const data = it.kept.length > 0 ? Buffer.concat([it.kept, chunk]) : chunk
  let used = it.headed ? 0 : takeHeader(it, data)
  if (it.headed) used = (socketIo ? takeFrames : takeEvents)(it, data, used, at)
  it.kept = used < data.length ? Buffer.from(data.subarray(used)) : nothing
}

const shared = Buffer.alloc(256 * 1024)

function startNext() {
  if (started >= total) return
  const it = { number: started++, open: false, headed: false, kept: nothing, socket: null }
  it.socket = connect({
    host: '127.0.0.1',
    port: Number(port),
    onread: { buffer: shared, callback: (length) => (receive(it, shared.subarray(0, length)), true) },
  })
  it.socket.on('connect', () => it.socket.write(request))
  it.socket.on('error', () => it.socket.destroy())
  it.socket.on('close', () => {
    tally.lost++
    nowOpen(it)
  })
}

for (let i = 0; i < 64; i++) startNext()

process.stdin.resume().on('end', () => {
  const out = Buffer.alloc(records.length * 16)
  records.forEach(({ connection, version, at }, i) => {
    out.writeUInt32LE(connection, i * 16)
    out.writeUInt32LE(version, i * 16 + 4)
    out.writeBigUInt64LE(at, i * 16 + 8)
  })
  writeFileSync(outFile, out)
  const { user, system } = process.cpuUsage()
  console.log(JSON.stringify({ ...tally, events: records.length, cpuMs: Math.round((user + system) / 1000) }))
  process.exit(0)
})

import { round } from '../platform/numbers.mjs'
import { table } from '../platform/report.mjs'

const figure = (what, value, limit, ok) => ({ what, value: String(value), limit, ok })

const told = (statuses) =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')

/** The text, data and verdicts of the bench `hostile`. */
export function describe({ attacks, halls, streams, inside, how }) {
  const { seconds, phones, places, readEveryMs, pageEveryMs } = how
  const rows = Object.entries(attacks).map(([name, it]) => [
    name,
    it.reads.p95,
    it.reads.max,
    it.pages.p95,
    it.pages.max,
    it.memoryMb,
    told(it.attacked),
    round(it.others * 100),
  ])
  const head = ['attack', 'read p95 ms', 'max', 'page p95 ms', 'max', 'memory MB', 'attacker was answered', 'others %']
  const hallRows = Object.entries(halls).map(([name, it]) => [
    name,
    it.allMs,
    it.pages.p50,
    it.calls.p95,
    it.quietCalls.p95,
    told(it.statuses),
    round(it.others * 100),
  ])
  const hallHead = ['phones', 'all pages ms', 'p50', 'call-next p95 ms', 'without phones', 'answers', 'others %']
  const underAttack = Object.values(attacks)
  const highest = (pick) => Math.max(...underAttack.map(pick))
  const [pipelined, floods] = [true, false].map((is) =>
    Object.entries(attacks).flatMap(([name, it]) => (name.includes('pipelined') === is ? [it] : [])),
  )
  const worst = (some, asked, value) => Math.max(...some.map((it) => it[asked][value]))
  const below = (what, ms, limit) => figure(what, `${ms} ms`, `< ${limit} ms`, ms < limit)
  const isWhole = underAttack.every(({ reads, pages }) =>
    [reads, pages].every(({ statuses }) => Object.keys(statuses).join() === '200'),
  )
  const halls200 = Object.values(halls).every(({ statuses }) => Object.keys(statuses).join() === '200')
  const calls = Math.max(...Object.values(halls).map((it) => it.calls.p95))
  return {
    text: [
      `A neighbour reads a queue every ${readEveryMs} ms and opens a page every ${pageEveryMs} ms for ${seconds} s while a client at another address attacks within the default limits. Memory is the highest of the server.`,
      table(head, rows),
      `${phones} phones behind one address open their page at the same moment; a clerk calls one person after the other meanwhile.`,
      table(hallHead, hallRows),
      `Streams: of ${places} places three addresses of one network held ${streams.heldBefore}. Then 300 phones from other networks asked, ${streams.phones} got a stream (p95 ${streams.p95} ms), and ${streams.staff} of 10 of the staff in the attacker's own network; the three held ${streams.heldAfter} at the end.`,
      `Counting a request by its address takes ${inside.takeMicroseconds} µs, finding a cookie behind 3,000 others ${inside.cookieMs} ms.`,
    ].join('\n\n'),
    data: { attacks, halls, streams, inside },
    verdicts: [
      figure('a neighbour is answered, always', isWhole ? 'yes' : 'no', 'yes', isWhole),
      below('read of a neighbour, p95 in the worst flood', worst(floods, 'reads', 'p95'), 200),
      below('page of a neighbour, p95 in the worst flood', worst(floods, 'pages', 'p95'), 500),
      below(
        'longest wait of a neighbour while 50,000 pipelined requests arrive',
        worst(pipelined, 'reads', 'max'),
        3_000,
      ),
      figure(
        'memory in the worst attack',
        `${highest((it) => it.memoryMb)} MB`,
        '< 600 MB',
        highest((it) => it.memoryMb) < 600,
      ),
      figure(`call-next p95 while ${phones} phones open at once`, `${calls} ms`, '< 100 ms', calls < 100),
      ...Object.entries(halls).map(([name, { allMs }]) =>
        figure(`all ${phones} pages, ${name}`, `${allMs} ms`, '< 3000 ms', allMs < 3_000),
      ),
      figure('every phone got its page', halls200 ? 'yes' : 'no', 'yes', halls200),
      figure(
        'streams of 300 phones and 10 of the staff against one network',
        `${streams.phones} and ${streams.staff}`,
        '300 and 10',
        streams.phones === 300 && streams.staff === 10,
      ),
      figure(
        'counting a request by its address',
        `${inside.takeMicroseconds} µs`,
        '< 3 µs',
        inside.takeMicroseconds < 3,
      ),
      figure('finding a cookie behind 3,000 others', `${inside.cookieMs} ms`, '< 5 ms', inside.cookieMs < 5),
    ],
  }
}

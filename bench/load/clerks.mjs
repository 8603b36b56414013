/**
 * One clerk at each service point, serving one visitor after another as fast as the answers arrive: call, recall,
 * start, finish. Stops after `seconds`, or when a line is empty. Returns the latencies of the commands by name, and how many
 * times a command was `repeated` because the server was busy.
 */
export async function serveLines({ clinic, lines, seconds }) {
  const latencies = { call: [], recall: [], start: [], finish: [] }
  let repeated = 0
  const began = performance.now()
  const end = began + seconds * 1000

  async function timed(name, work) {
    const from = performance.now()
    let answer
    while (!answer) {
      // A clerk presses again when told that the server is busy.
      answer = await work().catch((error) => {
        if (error.status !== 503) throw error
        repeated++
      })
    }
    latencies[name].push(performance.now() - from)
    return answer.body
  }

  async function clerk({ service, servicePoint, waiting }) {
    for (let left = waiting; left > 0 && performance.now() < end; left--) {
      const { id } = await timed('call', () => clinic.callNext(service, servicePoint))
      await timed('recall', () => clinic.act(id, 'recall'))
      await timed('start', () => clinic.act(id, 'start'))
      await timed('finish', () => clinic.act(id, 'finish'))
    }
  }

  await Promise.all(lines.map(clerk))
  return { latencies, repeated, tookMs: performance.now() - began }
}

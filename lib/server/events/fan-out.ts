import 'server-only'
import { Worker } from 'node:worker_threads'
import { log } from '../log'
import { dropSingleton, singleton } from '../singleton'
import { mostBytes, mostSockets, newShared, writeShare } from './fan-out-share'
import type { Frame } from './frame'
import type { Reader } from './reader'

/** With fewer, the second thread would wake up only when everything is done. */
const worthSharing = 256
/** A round takes about 30 ms. */
const patienceMs = 10_000

/** This thread and a second one, which write one frame to many sockets together. */
class Crew {
  private readonly shared = newShared()
  private readonly thread: Worker

  constructor(entry: string) {
    const resourceLimits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 }
    this.thread = new Worker(entry, { workerData: this.shared, resourceLimits })
    this.thread.unref()
  }

  /** Writes to all of these sockets, whose descriptors are open and have nothing buffered. */
  write(readers: readonly Reader[], { chunk }: Frame): void {
    const { control, sockets, bytes } = this.shared
    bytes.set(chunk)
    readers.forEach((reader, i) => {
      sockets[i] = reader.descriptor
    })
    Atomics.store(control, 2, 0)
    Atomics.store(control, 3, readers.length)
    Atomics.store(control, 4, chunk.length)
    Atomics.store(control, 1, 1)
    Atomics.add(control, 0, 1)
    Atomics.notify(control, 0)
    writeShare(this.shared)
    // Only this thread closes descriptors, so it waits while the other one writes: a reused descriptor would send one
    // reader's data to another.
    this.awaitThread(control)
    readers.forEach((reader, i) => reader.took(chunk, sockets[i] ?? 0))
  }

  private awaitThread(control: Int32Array): void {
    const began = Date.now()
    while (Atomics.load(control, 1) !== 0) {
      Atomics.wait(control, 1, 1, 5)
      if (Date.now() - began < patienceMs) continue
      // The thread died or hangs and may still write. A new process and the readers' cursors recover from that.
      log().fatal('the thread that writes to streams does not respond')
      process.exit(1)
    }
  }

  async dismiss(): Promise<void> {
    await this.thread.terminate()
  }
}

/**
 * Starts a second thread that helps to write, from its bundled entry file. Useful where there is a spare processor.
 * Returns a function that stops it.
 */
export function shareFanOut(entry: string): () => Promise<void> {
  const crew = singleton('fan-out-crew', () => new Crew(entry))
  return () => {
    dropSingleton('fan-out-crew')
    return crew.dismiss()
  }
}

/** Writes a frame to all these readers. */
export function fanOut(readers: ReadonlySet<Reader>, frame: Frame): void {
  const crew = singleton<Crew | null>('fan-out-crew', () => null)
  if (!crew || readers.size < worthSharing || frame.chunk.length > mostBytes) {
    for (const reader of readers) reader.write(frame)
    return
  }
  let open: Reader[] = []
  for (const reader of readers) {
    if (reader.descriptor < 0) reader.write(frame)
    else if (open.push(reader) === mostSockets) {
      crew.write(open, frame)
      open = []
    }
  }
  if (open.length > 0) crew.write(open, frame)
}

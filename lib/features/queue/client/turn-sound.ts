/** The bell of a turn, synthesised in the browser, so that it needs no download and works offline. */
let context: AudioContext | null = null

function audio(): AudioContext | null {
  if (typeof AudioContext === 'undefined') return null
  context ??= new AudioContext()
  return context
}

/** Whether sound is allowed now. Browsers require a user gesture first. */
export function canSound(): boolean {
  return context?.state === 'running'
}

/** Enables sound. Call within a user gesture. */
export async function allowSound(): Promise<boolean> {
  await audio()?.resume()
  return canSound()
}

/** Two soft bells a fifth apart. */
export function ringOnce(loudness = 0.5): void {
  const out = audio()
  if (out?.state !== 'running') return
  for (const [after, hertz] of [
    [0, 659.25],
    [0.28, 987.77],
  ] as const) {
    const start = out.currentTime + after
    const tone = new OscillatorNode(out, { type: 'sine', frequency: hertz })
    const gain = new GainNode(out, { gain: 0 })
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(loudness, start + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, start + 1.1)
    tone.connect(gain).connect(out.destination)
    tone.start(start)
    tone.stop(start + 1.2)
  }
}

/** An output for sound; null where the browser has none or refuses it. Silent until a user gesture resumes it. */
export function openSound(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}

/** When a tone begins, in seconds from now, and its pitch in hertz. */
export type Tone = readonly [after: number, hertz: number]

/** Plays soft bells with this loudness (1 is full), each fading within `seconds`. */
export function playTones(output: AudioContext, tones: readonly Tone[], loudness: number, seconds: number): void {
  for (const [after, hertz] of tones) {
    const start = output.currentTime + after
    const tone = new OscillatorNode(output, { type: 'sine', frequency: hertz })
    const gain = new GainNode(output, { gain: 0 })
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(loudness, start + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, start + seconds)
    tone.connect(gain).connect(output.destination)
    tone.start(start)
    tone.stop(start + seconds + 0.1)
  }
}

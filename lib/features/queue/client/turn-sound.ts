import { openSound, playTones } from '@/lib/client/sound'

/** The bell of a turn, synthesised in the browser, so that it needs no download and works offline. */
let output: AudioContext | null = null

/** Whether sound is allowed now. Browsers require a user gesture first. */
export function canSound(): boolean {
  return output?.state === 'running'
}

/** Enables sound. Call within a user gesture. */
export async function allowSound(): Promise<boolean> {
  output ??= openSound()
  await output?.resume().catch(() => undefined)
  return canSound()
}

/** Two soft bells a fifth apart. */
export function ringOnce(loudness = 0.5): void {
  if (output?.state !== 'running') return
  playTones(
    output,
    [
      [0, 659.25],
      [0.28, 987.77],
    ],
    loudness,
    1.1,
  )
}

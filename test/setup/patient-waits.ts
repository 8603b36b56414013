import { vi } from 'vitest'

const { waitFor } = vi

// The default of one second is too short on a busy machine; what is waited for mostly comes within milliseconds.
vi.waitFor = (work, options) => waitFor(work, typeof options === 'number' ? options : { timeout: 10_000, ...options })

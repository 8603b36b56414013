import { format } from 'node:util'
import { afterEach, beforeEach, expect, vi } from 'vitest'

let said: string[] = []

// A test that expects a console error spies on the console itself; any other console error fails it.
beforeEach(() => {
  said = []
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      said.push(`console.${level}: ${format(...words)}`)
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(said, 'unexpected output on the console').toEqual([])
})

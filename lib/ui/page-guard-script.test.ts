import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import { expect, test, vi } from 'vitest'
import { pageGuardScript } from './page-guard-script'

const words = [{ lang: 'en', dir: 'ltr', lost: 'Lost </script>', stuck: 'Stuck', old: 'Old' }]
type Listener = (event: object) => void

/** A page in which the guard stands. */
function page(more: object = {}) {
  const listeners = new Map<string, Listener>()
  const shown: string[] = []
  const requests: { onload(): void; onerror(): void }[] = []
  const timers: (() => void)[] = []
  const reload = vi.fn()
  const window = { addEventListener: (name: string, act: Listener) => listeners.set(name, act) }
  const element = () => ({
    style: {},
    setAttribute: () => undefined,
    appendChild: ({ textContent }: { textContent: string }) => shown.push(textContent),
  })
  const context = {
    window,
    document: { body: element(), createElement: element },
    location: { reload },
    setTimeout: (act: () => void) => timers.push(act),
    sessionStorage: new Proxy({}, { get: () => () => null }),
    XMLHttpRequest: class {
      constructor() {
        requests.push(this as never)
      }
      open(): void {}
      send(): void {}
    },
    ...more,
  }
  runInNewContext(pageGuardScript(words), context)
  return {
    window,
    shown,
    requests,
    reload,
    fails: (event: object) => listeners.get('error')?.(event),
    later: () => timers.shift()?.(),
  }
}

const script = { target: { tagName: 'SCRIPT', src: '/_next/static/a.js' } }

test('every browser can run the guard, and no text closes its script', () => {
  const code = pageGuardScript(words)
  const print = (target: string) => transformSync(code, { target, minifyWhitespace: true }).code
  expect(print('es5')).toBe(print('esnext'))
  expect(code).not.toContain('</script>')
})

test('a missing script causes a notice, and the page reloads once the server answers', () => {
  const { shown, requests, reload, fails, later } = page()
  fails(script)
  fails({ target: { tagName: 'LINK', rel: 'stylesheet', href: '/a.css' } })
  expect(shown.filter(Boolean)).toEqual(['Lost </script>'])
  later()
  requests[0]?.onerror()
  expect(reload).not.toHaveBeenCalled()
  later()
  requests[1]?.onload()
  expect(reload).toHaveBeenCalledTimes(1)
})

test('it stops after five reloads; when storage is refused it continues', () => {
  const full = page({ sessionStorage: { getItem: () => '5', setItem: () => undefined } })
  full.fails(script)
  full.later()
  full.requests[0]?.onload()
  expect(full.reload).not.toHaveBeenCalled()
  expect(full.shown).toContain('Stuck')
  const refused = page({ sessionStorage: undefined })
  refused.fails(script)
  refused.later()
  refused.requests[0]?.onload()
  expect(refused.reload).toHaveBeenCalledTimes(1)
})

test('a script of ours that cannot be parsed means an old browser; errors in other scripts are ignored', () => {
  const { shown, fails } = page()
  fails({ target: {}, message: 'Uncaught SyntaxError: x', filename: 'https://other.example/a.js' })
  fails({ target: {}, message: 'Uncaught TypeError: x', filename: '/_next/static/a.js' })
  expect(shown).toEqual([])
  fails({ target: {}, message: 'Uncaught SyntaxError: x', filename: '/_next/static/a.js' })
  expect(shown.filter(Boolean)).toEqual(['Old'])
})

test('once the scripts of the page run, the guard does nothing', () => {
  const { window, shown, fails } = page()
  Object.assign(window, { dawrAlive: true })
  fails(script)
  expect(shown).toEqual([])
})

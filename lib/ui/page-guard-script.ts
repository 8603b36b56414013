import { aliveMark } from '@/lib/shared/alive-mark'

/** The texts of the guard in one language. */
export type GuardWords = { lang: string; dir: string; lost: string; stuck: string; old: string }

/**
 * An inline script of the page, so that it runs even when no file of the page arrives. Every browser must be able to run
 * it: nothing newer than ES5. When a file of the page does not arrive, it shows a notice and reloads the page as soon as
 * the file is available, at most five times; when the browser cannot parse one, it shows which browsers work. It also
 * defines the one function that Next calls and browsers have only since 2021.
 */
export function pageGuardScript(words: readonly GuardWords[]): string {
  // A text must not close the script.
  return `(${guard})(${JSON.stringify(words).replaceAll('<', '\\u003c')},'${aliveMark}')`
}

const guard = `function (words, alive) {
  if (!Array.prototype.at) Object.defineProperty(Array.prototype, 'at', {
    value: function (index) { return this[index < 0 ? this.length + index : index] },
    writable: true, configurable: true
  })
  var box = null, missing = null, key = 'dawr-guard-reloads'
  function say(what) {
    if (!box) {
      box = document.createElement('div')
      box.setAttribute('role', 'alert')
      box.style.cssText = 'position:fixed;left:0;right:0;bottom:0;z-index:99;padding:12px 16px;background:#1f2a2c;color:#fff;font:600 17px/1.5 sans-serif;text-align:center'
      document.body.appendChild(box)
    }
    box.textContent = ''
    for (var i = 0; i < words.length; i++) {
      var line = document.createElement('p')
      line.lang = words[i].lang
      line.dir = words[i].dir
      line.style.margin = '4px 0'
      line.textContent = words[i][what]
      box.appendChild(line)
    }
  }
  function show(what) {
    if (document.body) say(what)
    else document.addEventListener('DOMContentLoaded', function () { say(what) })
  }
  function mayReload() {
    try {
      var reloads = Number(sessionStorage.getItem(key))
      sessionStorage.setItem(key, String(reloads + 1))
      return reloads < 5
    } catch (refused) {
      return true
    }
  }
  function ask() {
    var request = new XMLHttpRequest()
    request.onload = function () {
      if (mayReload()) location.reload()
      else show('stuck')
    }
    request.onerror = request.ontimeout = function () { setTimeout(ask, 3000) }
    request.open('GET', missing)
    request.timeout = 10000
    request.send()
  }
  window.addEventListener('error', function (event) {
    var from = event.target, tag = from && from.tagName
    if (window[alive]) return
    if (tag === 'SCRIPT' || (tag === 'LINK' && from.rel === 'stylesheet')) {
      if (missing) return
      missing = from.src || from.href
      show('lost')
      setTimeout(ask, 3000)
    } else if (/SyntaxError/.test(event.message) && /\\/_next\\//.test(event.filename)) show('old')
  }, true)
  window.addEventListener('load', function () {
    try {
      if (!missing) sessionStorage.removeItem(key)
    } catch (refused) {}
  })
}`

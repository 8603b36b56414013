import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import postcss from 'postcss'
import { afterEach, expect, test } from 'vitest'
import { findNewerThanFloor } from './check-built-files.mjs'
import { throwAwayFolder } from './servers/server-process.mjs'

const require = createRequire(import.meta.url)
const cssForBrowsers = require('./css-for-browsers.cjs')
const lowerClassBlocks = require('./class-blocks-for-browsers.cjs')
const { plainSelectors } = require('./support/plain-selectors.cjs')

const folders = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

/** What the check says of a build with these files. */
function said(files) {
  const folder = throwAwayFolder('built')
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder.path, '.next/static', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return findNewerThanFloor(folder.path).map(({ message }) => message)
}

test('scripts that the oldest browsers can run pass; newer syntax and functions are reported', () => {
  expect(said({ 'chunks/a.js': 'const a=b?.c??d;class E{f=1;#g=2;static h=3}' })).toEqual([])
  expect(said({ 'chunks/a.js': 'class A{static{this.b=1}}' })[0]).toContain('syntax newer')
  expect(said({ 'chunks/a.js': 'let a=/(?<=b)c/' })[0]).toContain('syntax newer')
  expect(said({ 'chunks/a.js': 'a.findLast(b)' })[0]).toContain('.findLast(')
  expect(said({ 'chunks/polyfills-1a.js': 'class A{static{}}' })).toEqual([])
})

test('styles that the oldest browsers support pass; those they would drop are reported', () => {
  expect(said({ 'css/a.css': '.a{height:100vh;height:100dvh}.b:has(:checked){color:red}' })).toEqual([])
  expect(said({ 'css/a.css': '@layer base{a{color:red}}' })[0]).toContain('@layer')
  expect(said({ 'css/a.css': '.a:where(.b){color:red}' })[0]).toContain(':where(')
  expect(said({ 'css/a.css': '.a{height:100dvh}' })[0]).toContain('no older unit')
  expect(said({ 'css/a.css': '.a,.b:has(:checked){color:red}' })[0]).toContain('shares a rule with others')
})

test('layers are flattened in their order, and rules without a layer come last', () => {
  const css = '@layer theme,base,utilities;.own{color:red}@layer utilities{.u{color:blue}}@layer base{a{color:green}}'
  const { css: flat } = postcss([cssForBrowsers()]).process(css, { from: undefined })
  expect(flat.replace(/\s/g, '')).toBe('a{color:green}.u{color:blue}.own{color:red}')
})

test('newer units follow older ones, and newer selectors get a separate rule', () => {
  const css = '.a,.b:has(c){height:100dvh;gap:2cqh}'
  const { css: flat } = postcss([cssForBrowsers()]).process(css, { from: undefined })
  expect(flat.replace(/\s/g, '')).toBe(
    '.a{height:100vh;height:100dvh;gap:1.1vh;gap:2cqh}.b:has(c){height:100vh;height:100dvh;gap:1.1vh;gap:2cqh}',
  )
})

test('selectors without :is and :where mean the same', () => {
  expect(plainSelectors('button,input:where([type=button],[type=reset])')).toEqual([
    'button',
    'input[type=button]',
    'input[type=reset]',
  ])
  expect(plainSelectors(':is(.lg\\:\\*\\:first>*):first-child')).toEqual(['.lg\\:\\*\\:first>*:first-child'])
  expect(plainSelectors('.x:where([dir=rtl],[dir=rtl] *)')).toEqual(['.x[dir=rtl]', '[dir=rtl] .x'])
  expect(plainSelectors(':is(:where(.group):is([open],:open) .x)')).toEqual(['.group[open] .x', '.group:open .x'])
  expect(plainSelectors('.x:has(:is(input:focus))')).toEqual(['.x:has(input:focus)'])
  expect(() => plainSelectors('.x:not(:is(a,b))')).toThrow('no plain form')
  expect(plainSelectors(':where(.divide>:not(:last-child))')).toEqual(['.divide>:not(:last-child)'])
})

test('a static block is rewritten for older browsers, and other code is unchanged', () => {
  expect(lowerClassBlocks('class A { static x() {} }')).toBe('class A { static x() {} }')
  const lowered = lowerClassBlocks('class A { static { this.b = 1 } }')
  expect(lowered).not.toMatch(/static\s*\{/)
  expect(new Function(`${lowered}; return A.b`)()).toBe(1)
})

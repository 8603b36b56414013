import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { variables } from '../config/variables'
import { keptFor, sealedColumns } from './sealed-columns'

const schema = readFileSync('prisma/schema.prisma', 'utf8')
const privacy = readFileSync('docs/privacy.md', 'utf8')

/** Every model as its table and the names of its columns. */
const tables = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body = '']) => ({
  table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '',
  columns: [...body.matchAll(/^ {2}(\w+) .*$/gm)].map(([line, name = '']) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? name),
}))

/** The rows of the tables in docs/privacy.md under a heading, cell by cell. */
function rowsUnder(heading: string): string[][] {
  const part = privacy.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = part.split('\n').filter((line) => line.startsWith('| `'))
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const inCode = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

describe('the list of sealed columns', () => {
  test('contains every column whose name ends in sealed', () => {
    const sealed = tables.flatMap(({ table, columns }) =>
      columns.filter((it) => it.endsWith('_sealed')).map((column) => `${table}.${column}`),
    )
    expect(sealedColumns.map((it) => `${it.table}.${it.column}`).toSorted()).toEqual(sealed.toSorted())
  })
  test('contains every blind index together with its value', () => {
    const indexes = tables.flatMap(({ table, columns }) =>
      columns.filter((it) => it.endsWith('_index')).map((column) => `${table}.${column}`),
    )
    const listed = sealedColumns.flatMap(({ table, index }) => (index ? [`${table}.${index}`] : []))
    expect(listed.toSorted()).toEqual(indexes.toSorted())
  })
  test('has exactly the places that values are sealed for', () => {
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.ts') && !/\.test\.ts$|generated|personal-data/.test(it))
      .map((it) => `lib/${it}`)
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    for (const { place, table } of sealedColumns) {
      expect(place.startsWith(`${table}.`)).toBe(true)
      expect(code, `${place} is sealed nowhere`).toMatch(
        new RegExp(`['"\`]${place.replace('.', '\\.')}(['"\`]|:\\$\\{)`),
      )
    }
    const places = [...code.matchAll(/`([a-z_]+\.[a-z_]+):\$\{/g)].map(([, place]) => place)
    expect([...new Set(places)].filter((it) => !sealedColumns.some(({ place }) => place === it))).toEqual([])
  })
})

describe('docs/privacy.md', () => {
  const sealed = rowsUnder('Sealed values')
  const plain = rowsUnder('In plain text')

  test('describes every sealed column: where it is, how it is found, how long it is kept', () => {
    const told = sealed.map(([where = '', , , found = '', , kept = '']) => ({
      where: inCode(where)[0],
      found: inCode(found)[0],
      kept,
    }))
    const expected = sealedColumns.map(({ table, column, index }) => ({
      where: `${table}.${column}`,
      found: index && `${table}.${index}`,
      kept: expect.any(String) as string,
    }))
    const byWhere = (a: { where: string | undefined }, b: { where: string | undefined }) =>
      String(a.where).localeCompare(String(b.where))
    expect(told.toSorted(byWhere)).toEqual(expected.toSorted(byWhere))
    for (const { table, column, kind } of sealedColumns) {
      const row = told.find((it) => it.where === `${table}.${column}`)
      expect(row?.kept.replaceAll('`', ''), `${table}.${column}`).toContain(keptFor[kind])
    }
  })
  test('describes every table, even those without personal data', () => {
    const none = privacy.split('No personal data: ')[1]?.split('\n\n')[0] ?? ''
    const told = [...plain.map(([where = '']) => inCode(where)[0] ?? ''), ...inCode(none)]
    expect(told.toSorted()).toEqual(tables.map(({ table }) => table).toSorted())
    for (const table of inCode(none)) expect(sealedColumns.some((it) => it.table === table)).toBe(false)
  })
  test('names only variables that exist', () => {
    for (const name of privacy.match(/\bRETENTION_[A-Z_]+/g) ?? []) expect(Object.keys(variables.shape)).toContain(name)
  })
})

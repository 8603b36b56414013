/** Adds a name to a module's import from another, with a new import line if there is none. */
export function withImport(text, name, from) {
  const known = new RegExp(`^import \\{([^}]*)\\} from '${from.replaceAll(/[.[\]]/g, '\\$&')}'`, 'm').exec(text)
  if (known) {
    const names = known[1].split(',').map((it) => it.trim())
    if (names.includes(name)) return text
    return text.replace(known[0], `import { ${[...names.filter(Boolean), name].join(', ')} } from '${from}'`)
  }
  return withImportLine(text, `import { ${name} } from '${from}'`)
}

/** Adds an import line after the others, unless the module has it. */
export function withImportLine(text, line) {
  if (text.includes(line)) return text
  const last = [...text.matchAll(/^(?:import .*|\} from '.*')$/gm)].at(-1)
  const at = last ? last.index + last[0].length : 0
  return at === 0 ? `${line}\n${text}` : `${text.slice(0, at)}\n${line}${text.slice(at)}`
}

/** Adds a line at the end of the list or object that begins with `opening`. Throws when the module does not have it. */
export function withEntry(text, opening, line) {
  const start = text.indexOf(opening)
  const end = start < 0 ? null : /\n[\]}]\)?\n/.exec(text.slice(start))
  if (!end) throw new Error(`found no "${opening}"`)
  const at = start + end.index
  return `${text.slice(0, at)}\n  ${line}${text.slice(at)}`
}

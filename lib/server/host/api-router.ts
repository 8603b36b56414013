import 'server-only'
import type { ServerResponse } from 'node:http'
import type { Handler } from '../http/handler'
import type { HttpRequest } from '../http/http-request'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The exports of a route.ts. `serve` answers a stream on the Node response itself. */
export type ApiModule = Partial<Record<Method, Handler>> & {
  serve?: (request: HttpRequest, res: ServerResponse) => Promise<void>
}

type Node = {
  fixed: Map<string, Node>
  named: { name: string; node: Node } | null
  rest: ApiModule | null
  own: { module: ApiModule; template: string } | null
}

/** The module of a path, and its path with parameters in braces; null when it only catches paths that nothing else answers. */
export type Match = { module: ApiModule; params: Record<string, string>; template: string | null }

const newNode = (): Node => ({ fixed: new Map(), named: null, rest: null, own: null })

function insert(root: Node, path: string, module: ApiModule): void {
  let at = root
  for (const part of path.split('/').filter(Boolean)) {
    if (part.startsWith('[...')) {
      at.rest = module
      return
    }
    const name = /^\[(\w+)\]$/.exec(part)?.[1]
    if (name) {
      at.named ??= { name, node: newNode() }
      at = at.named.node
    } else {
      const next = at.fixed.get(part) ?? newNode()
      at.fixed.set(part, next)
      at = next
    }
  }
  at.own = { module, template: path.replaceAll(/\[(\w+)\]/g, '{$1}') }
}

function decoded(part: string): string {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Finds the module of a path with Next's precedence: fixed names before `[name]` before `[...rest]`. */
export class ApiRouter {
  private readonly root = newNode()

  constructor(table: readonly [string, ApiModule][]) {
    for (const [path, module] of table) insert(this.root, path, module)
  }

  match(pathname: string): Match | null {
    const params: Record<string, string> = {}
    let at: Node | undefined = this.root
    let rest: ApiModule | null = null
    for (const part of pathname.split('/')) {
      if (part === '') continue
      rest = at.rest ?? rest
      const fixed: Node | undefined = at.fixed.get(part)
      if (fixed) at = fixed
      else if (at.named) {
        params[at.named.name] = decoded(part)
        at = at.named.node
      } else return rest && { module: rest, params: {}, template: null }
    }
    if (at.own) return { ...at.own, params }
    const catching = at.rest ?? rest
    return catching && { module: catching, params: {}, template: null }
  }
}

/** A message to one phone. Never logged or stored. */
export type Message = {
  /** E.164. */
  to: string
  text: string
  /** The purpose, for gateways that route or count messages. */
  kind: 'code'
}

/** One delivery: the same key at every try, so that the gateway sends it once; `signal` aborts it. */
export type Delivery = { key: string; signal: AbortSignal }

/** The embedded database cannot start; the message says why and what to do, and is meant for the person at the terminal. */
export class EmbeddedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
  }
}

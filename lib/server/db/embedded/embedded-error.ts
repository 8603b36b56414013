/** The embedded database cannot start. The message says why and what to do, for the person at the terminal. */
export class EmbeddedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
  }
}

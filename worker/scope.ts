// The few service worker types that we use. TypeScript's own "webworker" library cannot be combined with "dom".

/** An event that keeps the worker alive until `work` is done. */
export type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }

export type FetchEvent = ExtendableEvent & { request: Request; respondWith(answer: Promise<Response>): void }

type Events = { install: ExtendableEvent; fetch: FetchEvent }

/** Listens to the worker's own events, with their types. */
export function on<Name extends keyof Events>(name: Name, react: (event: Events[Name]) => void): void {
  globalThis.addEventListener(name, react as (event: Event) => void)
}

// The few service worker types that we use. TypeScript's own "webworker" library cannot be combined with "dom".

/** An event that keeps the worker alive until `work` is done. */
export type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }

export type FetchEvent = ExtendableEvent & { request: Request; respondWith(answer: Promise<Response>): void }

type Events = { install: ExtendableEvent; activate: ExtendableEvent; fetch: FetchEvent }

type Clients = {
  matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly { url: string }[]>
}

/** The pages that are open. */
export const { clients } = globalThis as unknown as { clients: Clients }

/** Listens to the worker's own events, with their types. */
export function on<Name extends keyof Events>(name: Name, react: (event: Events[Name]) => void): void {
  globalThis.addEventListener(name, react as (event: Event) => void)
}

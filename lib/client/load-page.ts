/**
 * Goes to a page by a whole load. For signing in and out: nothing that was rendered or kept for the person before
 * may stay in the browser.
 */
export function loadPage(path: string): void {
  window.location.assign(path)
}

/**
 * Navigates with a full page load. For signing in and out: nothing rendered or cached for the previous person may
 * stay in the browser.
 */
export function loadPage(path: string): void {
  window.location.assign(path)
}

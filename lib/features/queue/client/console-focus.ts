/**
 * Marks the element that a dialog focuses when it opens. React's own `autoFocus` acts before the dialog is shown
 * and writes no attribute, so the browser would choose the close button.
 */
export function takesFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}

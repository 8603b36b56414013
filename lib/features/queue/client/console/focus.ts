/**
 * Marks the element that takes the focus in a dialog, both when the dialog opens and when its content changes while it
 * is open. React's own `autoFocus` acts before the dialog is shown and writes no attribute, so the browser would choose
 * the close button.
 */
export function takesFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
  if (element?.closest('dialog[open]')) element.focus()
}

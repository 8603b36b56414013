/** A name in the language of the page, or in the other language if that is empty. */
export function localised(text: { ar: string; en: string }, locale: 'ar' | 'en'): string {
  const [wanted, other] = locale === 'ar' ? [text.ar, text.en] : [text.en, text.ar]
  return wanted === '' ? other : wanted
}

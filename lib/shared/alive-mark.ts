/** The property of `window` that is set once the scripts of a page run; until then `lib/ui/page-guard-script.ts` is active. */
export const aliveMark = 'dawrAlive'

/** The name on `window` that says: the scripts of this page run. Until then `lib/ui/page-guard-script.ts` looks after it. */
export const aliveMark = 'dawrAlive'

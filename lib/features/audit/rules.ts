/** An action, `noun.verb`, or all of a noun with `noun.` */
export const actionFilter = /^[a-z][a-z_]*\.(?:[a-z][a-z_]*)?$/

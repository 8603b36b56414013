/**
 * Shown instead of a personal value that the server cannot decrypt, because its key was removed or the value was
 * damaged. Nobody can enter it: names and notes refuse the character.
 */
export const unreadable = '\uFFFD'

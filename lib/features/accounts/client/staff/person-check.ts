import { cleanLine, isSafeText } from '@/lib/shared/text'

export type PersonProblems = {
  displayName?: 'required' | 'unsafe' | 'tooLong'
  username?: 'required' | 'username'
}

/** Validates a new member of staff in the browser. The server validates again. */
export function checkPerson({ displayName, username }: { displayName: string; username: string }): PersonProblems {
  const problems: PersonProblems = {}
  const name = nameProblem(displayName)
  if (name) problems.displayName = name
  if (username === '') problems.username = 'required'
  else if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(username)) problems.username = 'username'
  return problems
}

/** The error of a display name, or null. */
export function nameProblem(typed: string): 'required' | 'unsafe' | 'tooLong' | null {
  const name = cleanLine(typed)
  if (name === '') return 'required'
  if (name.length > 120) return 'tooLong'
  return isSafeText(name) ? null : 'unsafe'
}

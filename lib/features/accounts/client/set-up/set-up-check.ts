import { cleanLine, isSafeText } from '@/lib/shared/text'
import { shortestPassword } from '../password-strength'

export const setupFields = ['displayName', 'username', 'password', 'nameAr', 'nameEn', 'timeZone'] as const
export type SetupField = (typeof setupFields)[number]
export type SetupValues = Record<SetupField, string>

/** Keys of `accounts.field`. */
export type FieldProblem = 'required' | 'invalid' | 'username' | 'unsafe' | 'tooLong' | 'password'
export type SetupProblems = Partial<Record<SetupField, FieldProblem>>

/** Validates the form in the browser. The server validates again. */
export function checkSetup(values: SetupValues): SetupProblems {
  const problems: SetupProblems = {}
  for (const field of ['displayName', 'nameAr', 'nameEn'] as const) {
    const name = cleanLine(values[field])
    if (name.length > 120) problems[field] = 'tooLong'
    else if (name !== '' && !isSafeText(name)) problems[field] = 'unsafe'
  }
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(values.username.trim().toLowerCase())) problems.username = 'username'
  if (values.password.length < shortestPassword) problems.password = 'password'
  else if (values.password.length > 200) problems.password = 'tooLong'
  for (const field of setupFields) if (values[field].trim() === '') problems[field] = 'required'
  return problems
}

/** The form field that the server refused: the last part of its path, `branch.nameAr` → `nameAr`. */
export function fieldOfPath(path: string): SetupField | null {
  const last = path.split(/[./]/).pop()
  return setupFields.find((field) => field === last) ?? null
}

export const shortestPassword = 12

export type PasswordStrength = { level: 'short'; left: number } | { level: 'fair' | 'good' | 'strong'; left: 0 }

/** Rates a password by its length; composition rules lead to weaker passwords (NIST SP 800-63B). */
export function strengthOf(password: string): PasswordStrength {
  const length = [...password].length
  if (length < shortestPassword) return { level: 'short', left: shortestPassword - length }
  if (length < 16) return { level: 'fair', left: 0 }
  return { level: length < 22 ? 'good' : 'strong', left: 0 }
}

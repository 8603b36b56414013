'use client'

import { useTranslations } from 'next-intl'
import type { ErrorCode } from '@/lib/shared/errors'
import type { FieldProblem, Problems } from './problems'

const codes = [
  ...(['slug_taken', 'prefix_taken', 'business_day_would_change'] as const),
  ...(['unknown_prerequisite', 'pathway_order', 'pathway_circle', 'step_twice'] as const),
] satisfies ErrorCode[]
type Code = (typeof codes)[number]

const isCode = (problem: FieldProblem): problem is Code => codes.some((it) => it === problem)

/** The text of what is wrong at a path of the form; undefined when nothing is. */
export function useProblemWords(problems: Problems): (path: string) => string | undefined {
  const t = useTranslations('branches.problem')
  const tErrors = useTranslations('errors')
  return (path) => {
    const problem = problems[path]
    if (problem === undefined) return undefined
    return isCode(problem) ? tErrors(problem) : t(problem)
  }
}

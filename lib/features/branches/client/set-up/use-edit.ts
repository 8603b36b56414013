'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useToast } from '@/lib/ui/toast'
import type { SetUpDto } from '../../set-up-contract'
import type { Body } from './changes'
import type { Problems } from './problems'
import { useProblemWords } from './use-problem-words'
import type { Save } from './use-save'

type Edit<Draft> = {
  draft: Draft
  put: (some: Partial<Draft>) => void
  errorAt: (path: string) => string | undefined
  /** Checks what was typed, saves it, and goes to `then` where there is one. */
  submit: () => void
}

type Rules<Draft> = {
  problemsOf: (draft: Draft) => Problems
  bodyOf: (draft: Draft) => Body
  /** The name in addresses of something new that nobody names, unlike those in a set-up. */
  slugIn?: ((draft: Draft, setUp: SetUpDto) => string) | undefined
  /** The path of the next page, without the language. */
  then?: (draft: Draft) => string
  /** Said when it is stored. */
  done?: string
}

/** What is typed into a form of the set-up, and saving it. */
export function useEdit<Draft extends object>(first: Draft, save: Save, rules: Rules<Draft>): Edit<Draft> {
  const t = useTranslations('branches')
  const locale = useLocale()
  const router = useRouter()
  const toast = useToast()
  const [draft, setDraft] = useState(first)
  const [refused, setRefused] = useState<{ draft: Draft; here: boolean } | null>(null)
  const errorAt = useProblemWords(refused === null ? {} : stillWrong())

  /** The problems without those that were mended since: what was found here is looked at again, the rest as typed. */
  function stillWrong(): Problems {
    const found = rules.problemsOf(draft)
    const isTypedOn = (path: string): boolean => {
      const field = path.split('.')[0] as keyof Draft
      return draft[field] !== refused?.draft[field]
    }
    const remain = Object.entries(save.problems).filter(([path]) => (refused?.here ? found[path] : !isTypedOn(path)))
    return Object.fromEntries(remain)
  }

  async function submit(): Promise<void> {
    const found = rules.problemsOf(draft)
    const here = Object.keys(found).length > 0
    setRefused({ draft, here })
    if (here) return save.refuse(found)
    const { slugIn } = rules
    const outcome = await save.save(rules.bodyOf(draft), slugIn && ((now) => slugIn(draft, now)))
    if (outcome === 'refused') return
    toast({ text: outcome === 'saved' ? (rules.done ?? t('saved')) : t('unchanged') })
    if (rules.then) router.push(`/${locale}${rules.then(draft)}`)
    router.refresh()
  }

  return {
    draft,
    put: (some) => setDraft((known) => ({ ...known, ...some })),
    errorAt,
    submit: () => void submit(),
  }
}

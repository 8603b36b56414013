'use client'

import { useTranslations } from 'next-intl'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { Button } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useToast } from '@/lib/ui/toast'
import type { PersonExport } from '../contract'
import { exportPerson } from '../endpoints'

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}

/** Downloads all data stored about a person as a file. */
export function ExportButton({ id }: { id: string }) {
  const t = useTranslations('persons.export')
  const explain = useTranslations('errors')
  const toast = useToast()
  const { pending, problem, run } = useCommand()

  async function take(): Promise<void> {
    await run(async () => {
      const document = await request<PersonExport>(exportPerson, { params: { id } })
      download(`dawr-person-${id}.json`, JSON.stringify(document, null, 2))
      toast({ text: t('done') })
    })
  }

  return (
    <div>
      <Button pending={pending} onClick={() => void take()}>
        <OfficeIcon name="download" />
        {t('action')}
      </Button>
      <p role="alert" className="mt-1 text-sm font-semibold text-missed empty:hidden">
        {problem && explain(problem.code)}
      </p>
    </div>
  )
}

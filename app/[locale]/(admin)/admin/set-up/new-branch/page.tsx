import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BranchMade } from '@/lib/features/branches/client/set-up/branch-made'
import { NewBranchScreen } from '@/lib/features/branches/client/set-up/new-branch-screen'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readSetUp, type SetUpProps } from '../read-set-up'

export async function generateMetadata({ params }: SetUpProps): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'branches.newBranch' })
  return { title: t('title'), robots: { index: false } }
}

/** Adds a branch, for those who manage all; with `branch` in the address, shows what was made. */
export default async function NewBranchPage(props: SetUpProps) {
  const { page, asked } = await readSetUp(props)
  if (!page.mayAdd) redirect(`/${(await props.params).locale}/admin/set-up`)
  return (
    <ClientMessages namespaces={['branches', 'accounts']}>
      {asked('branch') === undefined ? (
        <NewBranchScreen taken={page.branches.map((it) => it.slug)} />
      ) : (
        <BranchMade setUp={page.setUp} />
      )}
    </ClientMessages>
  )
}

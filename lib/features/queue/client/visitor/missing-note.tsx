import { Link } from '@/lib/i18n/navigation'
import { BrandMark } from '@/lib/ui/brand-mark'
import { buttonClass } from '@/lib/ui/button'

type Props = { title: string; text: string; action: string }

/** Explains an invalid code or link, with a way to continue. */
export function MissingNote({ title, text, action }: Props) {
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 p-6">
      <BrandMark className="size-14" />
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-ink-2">{text}</p>
      <Link href="/" className={buttonClass({ variant: 'primary' })}>
        {action}
      </Link>
    </main>
  )
}

import type { ReactNode } from 'react'
import { Card } from '@/lib/ui/card'

/** Fields that belong together, under a heading. */
export function FormGroup({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <Card aria-label={title} className="grid gap-5">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {about !== undefined && <p className="text-sm text-ink-3">{about}</p>}
      </div>
      {children}
    </Card>
  )
}

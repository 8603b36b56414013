'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { localised } from '@/lib/i18n/localised'
import { createServicePoint, updateServicePoint } from '../../endpoints'
import type { SetUpDto } from '../../set-up-contract'
import { DraftContext } from './draft-context'
import { EditForm } from './edit-form'
import { EditLayout } from './edit-layout'
import { bodyOfRoom, bodyOfRoomIn, draftOfRoom, emptyRoom, problemsOfRoom, slugOfRoom } from './room-draft'
import { RoomFields } from './room-fields'
import { partPath } from './set-up-page'
import { useEdit } from './use-edit'
import { isNew, useSave } from './use-save'

type Props = {
  setUp: SetUpDto
  slug: string | null
  /** The clinic for which a room is added. */
  clinic: string | undefined
  preview: ReactNode
}

/** Edits a room or counter, or adds one. */
export function RoomScreen({ setUp, slug, clinic, preview }: Props) {
  const t = useTranslations('branches')
  const locale = useLocale()
  const branch = setUp.branch.slug
  const order = setUp.services.map((it) => it.slug)
  const room = setUp.servicePoints.find((it) => it.slug === slug)
  const save = useSave({
    branch,
    ...(room
      ? {
          version: setUp.version,
          before: bodyOfRoomIn(setUp, slug) ?? {},
          readNow: (now) => bodyOfRoomIn(now, slug),
          endpoint: updateServicePoint,
          params: { servicePoint: room.slug },
        }
      : { ...isNew, endpoint: createServicePoint }),
    always: { branch },
  })
  const first = room ? draftOfRoom(room) : emptyRoom(order.filter((it) => it === clinic))
  const edit = useEdit(first, save, {
    problemsOf: problemsOfRoom,
    bodyOf: (it) => ({ ...bodyOfRoom(it, order), ...(!room && { slug: slugOfRoom(it, setUp) }) }),
    ...(!room && { slugIn: slugOfRoom }),
    then: () => partPath(branch, clinic === undefined ? 'rooms' : 'clinics'),
  })
  return (
    <DraftContext value={{ setUp, kind: 'room', room: edit.draft }}>
      <EditLayout
        setUp={setUp}
        part="rooms"
        title={room ? <bdi>{localised(room.label, locale)}</bdi> : t('rooms.new')}
        preview={preview}
      >
        <EditForm
          save={save}
          onSave={edit.submit}
          back={partPath(branch, 'rooms')}
          {...(!room && { submit: t('add') })}
        >
          <RoomFields draft={edit.draft} put={edit.put} errorAt={edit.errorAt} services={setUp.services} />
        </EditForm>
      </EditLayout>
    </DraftContext>
  )
}

'use client'

import { useEffect, useMemo, useState } from 'react'
import type { LineTicketDto } from '../../line-contract'
import { fits, wishOf } from './at-hand'
import type { Commands, Outcome, Question } from './commands'
import type { OpenDialog } from './context'
import { lastChange } from './history'
import { currentAt, nextOf } from './line-view'
import { createPressOrder, type LeftOut } from './press-order'
import { createMemory, createSender, type Place } from './send-commands'
import type { ConsoleStore } from './store'
import type { Reports } from './use-reports'

/** The next step changes its meaning when it is done, so the second half of a double press must not do the step after it. */
const doublePress = 500

/** The commands of one console. A press is executed at once, or after the previous command, on what is shown then. */
export function useConsoleCommands(
  store: ConsoleStore,
  place: Place,
  reports: Reports,
  openDialog: (dialog: OpenDialog) => void,
  historyKey: string,
): Commands {
  const [pending, setPending] = useState<Commands['pending']>(null)
  const [order] = useState(createPressOrder)
  const [memory] = useState(() => createMemory(historyKey))
  const [steps] = useState({ doneAt: 0 })
  useEffect(() => () => void order.dropKept(), [order])

  const commands = useMemo(() => {
    const { leftOut, hindered } = reports
    const { dropKept } = order
    const sender = createSender({ store, place, reports, memory, setPending, dropKept, undo, ask: question })
    const lines = () => Object.values(store.getState().lines)
    const here = () => currentAt(lines(), place.point)
    const canCall = () => nextOf(store.getState().lines[place.service]) !== null
    const asShown = (ticket: LineTicketDto) =>
      lines()
        .flatMap((line) => line.tickets)
        .find((one) => one.id === ticket.id) ?? ticket
    const sightOf = (ticket: LineTicketDto | null) => (ticket ? `${ticket.id} ${ticket.version}` : '')

    function question(asked: Omit<Question, 'confirm'>, again: () => Promise<Outcome>): void {
      const confirm = () =>
        void order.press({ name: `confirm ${asked.command}`, sight: asked.code, leftOut, act: again })
      openDialog({ kind: 'anothers', question: { ...asked, confirm } })
    }

    const press: Commands['press'] = (action) => {
      const { point } = place
      if (point === null) return hindered({ kind: 'noRoom' })
      if (action === 'callNext' && Date.now() - steps.doneAt < doublePress) return hindered({ kind: 'doubled' })
      const seen = here()
      const wish = wishOf(action, seen, canCall())
      void order.press({
        name: 'ticket' in wish && 'command' in wish ? `${wish.command} ${wish.ticket.id}` : action,
        sight: sightOf(seen),
        leftOut,
        act: async () => {
          const before = sightOf(here())
          const now = wishOf(action, here(), canCall())
          if ('kind' in now) hindered(now)
          else if (now.command === 'callNext') await sender.callNext(point)
          else if (now.command === 'transfer') openDialog({ kind: 'transfer', ticket: now.ticket })
          else await sender.act(now.command, now.ticket)
          const hasMeaningChanged = sightOf(here()) !== before
          if (action === 'callNext' && hasMeaningChanged) steps.doneAt = Date.now()
        },
      })
    }

    const run: Commands['run'] = (command, pressed, more) => {
      void order.press({
        name: `${command} ${pressed.id}`,
        sight: sightOf(pressed),
        leftOut,
        act: async (waited) => {
          const ticket = waited ? asShown(pressed) : pressed
          if (waited && !fits(command, ticket)) hindered({ kind: 'notNow', ticket })
          else await sender.act(command, ticket, more)
        },
      })
    }

    const ask: Commands['ask'] = (about, pressed) => {
      void order.press({
        name: `ask ${about} ${pressed.id}`,
        sight: sightOf(pressed),
        leftOut,
        act: (waited) => Promise.resolve(openDialog({ kind: about, ticket: waited ? asShown(pressed) : pressed })),
      })
    }

    const addWalkIn: Commands['addWalkIn'] = async ({ holderName, class: className, pathway }) => {
      const { service, branch } = place
      const name = holderName === undefined ? {} : { holderName }
      const body = { ...(pathway === undefined ? { service } : { pathway }), branch, class: className, ...name }
      let why: LeftOut | 'dropped' = 'dropped'
      const outcome = await order.press({
        name: 'walkIn',
        sight: JSON.stringify(body),
        leftOut: (reason) => {
          why = reason
        },
        act: () => sender.addWalkIn(body),
      })
      return outcome ?? { problem: reports.wordsOf(why) }
    }

    function undo(): void {
      const seen = lastChange(memory.history, Date.now())
      void order.press({
        name: 'undo',
        sight: seen ? `${seen.ticket} ${seen.version}` : '',
        leftOut,
        act: async () => {
          const change = lastChange(memory.history, Date.now())
          if (change) await sender.undoChange(change)
          else hindered({ kind: 'nothingToUndo' })
        },
      })
    }

    return { press, run, ask, addWalkIn, undo }
  }, [store, place, reports, memory, order, openDialog, steps])
  return useMemo(() => ({ pending, ...commands }), [pending, commands])
}

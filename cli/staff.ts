import { resetOwner } from '@/lib/features/accounts/server/staff/reset-owner'
import { isAppError } from '@/lib/shared/errors'
import { firstPassword } from '@/lib/shared/random-text'
import { type CliCommand, say, UsageError } from './cli-command'

/** Restores access for an owner who lost password, phone and recovery codes. */
export const staff: CliCommand = {
  usage: [
    ['staff reset-owner <username>', 'resets an owner: a new first password, no second factor, all sessions end'],
  ],
  run: async (args) => {
    const [name, username] = args
    if (name !== 'reset-owner' || username === undefined || args.length > 2) throw new UsageError()
    const password = firstPassword()
    try {
      await resetOwner(username, password)
    } catch (error) {
      if (!isAppError(error)) throw error
      say(
        error.code === 'account_not_found'
          ? `There is no account ${username}.`
          : `${username} is not an owner of all branches.`,
      )
      return 1
    }
    say(`User name: ${username}`)
    say(`Password:  ${password}`)
    say('It is shown only once and must be changed at the first sign-in.')
    return 0
  },
}

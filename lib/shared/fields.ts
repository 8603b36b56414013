import { z } from 'zod'
import { cleanLine, isSafeText } from './text'

/** The public name of a branch, service or service point in URLs. */
const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)

/** The names of a branch, a service, and a service point, with what the description of the API says about them. */
export const branchSlug = slug.meta({
  id: 'BranchSlug',
  description: 'The name of the branch in addresses.',
  examples: ['main'],
})
export const serviceSlug = slug.meta({
  id: 'ServiceSlug',
  description: 'The name of the service in addresses.',
  examples: ['lab'],
})
export const pointSlug = slug.meta({
  id: 'ServicePointSlug',
  description: 'The name of the service point in addresses.',
  examples: ['room-3'],
})

/** A name in both languages. */
export const localisedText = z
  .object({
    ar: z.string().meta({ description: 'In Arabic.', examples: ['المختبر'] }),
    en: z.string().meta({ description: 'In English.', examples: ['Laboratory'] }),
  })
  .meta({ id: 'LocalisedText', description: 'A text in both languages.' })
export type LocalisedText = z.infer<typeof localisedText>

/** A typed or pasted line of text, cleaned before its length is checked. */
export const typedLine = (least: number, most: number) =>
  z.string().overwrite(cleanLine).min(least).max(most).refine(isSafeText, 'unsafe_characters')

/** A text typed in both languages, each of a length. */
export const typedTexts = (least: number, most: number) =>
  z.strictObject({
    ar: typedLine(least, most).describe('In Arabic.'),
    en: typedLine(least, most).describe('In English.'),
  })

/** The name of a person or place as typed. */
export const safeName = typedLine(1, 120)

/** No parameters, or no query. */
export const none = z.strictObject({})

/** No body: anything but an absent one is refused. */
export const noBody = z.undefined()

/** The branch of a request. */
export const optionalBranch = branchSlug.optional().describe('The branch; the first one if left out.')

export const branchQuery = z.strictObject({ branch: optionalBranch })

/** The parameters of a path with `{id}`, the id of what `noun` names. */
export const idParams = (noun: string) => z.strictObject({ id: z.uuid().describe(`The id of the ${noun}.`) })

/** An integer with its description and example. */
export const integer = (description: string, example: number) =>
  z
    .number()
    .int()
    .meta({ description, examples: [example] })

/** A text with its description and example. */
export const text = (description: string, example: string) => z.string().meta({ description, examples: [example] })

/** A point in time, UTC. */
export const time = (description: string) => z.iso.datetime().describe(description)

/** The version of a set-up that the caller saw. */
export const setupVersion = z
  .number()
  .int()
  .min(0)
  .optional()
  .describe('The `version` of the set-up that the caller saw; a newer one refuses the change.')

/** The `next` of a list that is always complete. */
export const noNext = z.null().meta({ description: 'The list is complete.', examples: [null] })

/** The query parameter that limits a page. */
export const pageLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(50)
  .describe('How many the page holds at most.')

import { z } from 'zod'
import { cleanLine, isSafeText } from './text'

/** The public name of a branch, service or service point in URLs. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)

/** A name in both languages. */
export const localisedText = z.object({ ar: z.string(), en: z.string() })
export type LocalisedText = z.infer<typeof localisedText>

/** A typed or pasted line of text, cleaned before its length is checked. */
export const typedLine = (least: number, most: number) =>
  z.string().overwrite(cleanLine).min(least).max(most).refine(isSafeText, 'unsafe_characters')

/** The name of a person or place as typed. */
export const safeName = typedLine(1, 120)

/** No parameters, or no query. */
export const none = z.strictObject({})

/** No body: anything but an absent one is refused. */
export const noBody = z.undefined()

export const branchQuery = z.strictObject({ branch: slug.optional() })

import { notFound } from 'next/navigation'

/** Catches every path without a page, so that "not found" is shown in the language of the path. */
export default function UnknownPage() {
  notFound()
}

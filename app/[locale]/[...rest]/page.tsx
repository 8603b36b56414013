import { notFound } from 'next/navigation'

/** Every address that no page answers, so that "not found" speaks the language of the address. */
export default function UnknownPage() {
  notFound()
}

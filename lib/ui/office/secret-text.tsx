/** A secret to be read aloud, typed or copied: large, left to right, in unambiguous letters. */
export function SecretText({ children }: { children: string }) {
  return (
    <p
      dir="ltr"
      translate="no"
      className="rounded-md border border-dashed border-line-strong bg-sunken px-4 py-3 text-center font-mono text-lg tracking-wider select-all"
    >
      {children}
    </p>
  )
}

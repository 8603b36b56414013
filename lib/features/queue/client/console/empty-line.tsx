/** Explains an empty part of the line. */
export function EmptyLine({ title, text }: { title: string; text: string }) {
  return (
    <div className="grid gap-1 px-4 py-10 text-center">
      <p className="font-semibold">{title}</p>
      <p className="text-sm text-ink-3">{text}</p>
    </div>
  )
}

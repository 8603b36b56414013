'use client'

/** For any error above the pages, where language and texts are unknown: shows both languages, and a link to the same page. */
export default function GlobalError({ error }: { error?: Error & { digest?: string } }) {
  return (
    <html id="__next_error__" lang="ar" dir="rtl">
      <body>
        <main className="mx-auto grid min-h-screen max-w-md content-center gap-4 p-6 text-center text-lg">
          <p>لم تكتمل هذه الصفحة. إن انقطعت الشبكة فستعود معها. دورك محفوظ.</p>
          <p lang="en" dir="ltr">
            This page did not load. If the network is gone, it comes back with it. Your turn is safe.
          </p>
          <a href="" className="font-semibold underline">
            أعد المحاولة · Try again
          </a>
          <bdi>{error?.digest}</bdi>
        </main>
      </body>
    </html>
  )
}

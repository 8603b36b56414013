'use client'

/** For any error above the pages, where language and texts are unknown: shows both languages, and a link to the same page. */
export default function GlobalError({ error }: { error?: Error & { digest?: string } }) {
  return (
    <html id="__next_error__" lang="ar" dir="rtl">
      <body>
        <main className="mx-auto grid min-h-screen max-w-md content-center gap-4 p-6 text-center text-lg">
          <p>لم تكتمل هذه الصفحة. إن كانت الشبكة منقطعة فستعود الصفحة بعودتها. مكانك في الطابور محفوظ.</p>
          <p lang="en" dir="ltr">
            This page did not load. If the network is down, the page comes back with it. Your place in line is safe.
          </p>
          <a href="" className="font-semibold underline">
            إعادة المحاولة · Try again
          </a>
          <bdi>{error?.digest}</bdi>
        </main>
      </body>
    </html>
  )
}

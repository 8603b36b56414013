import { defineConfig } from 'playwright/test'

// `npm test` starts the server, and passes its address and the installed browser.
const baseURL = process.env.DAWR_URL ?? 'http://127.0.0.1:3000'
const executablePath = process.env.DAWR_CHROMIUM ?? '/usr/bin/chromium'
const arabic = { locale: 'ar-SA' }
const english = { locale: 'en-GB' }

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // A journey takes half a minute on a quiet machine; a busy one must not end it.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.DAWR_REPORT ?? 'test-results/report.json' }]],
  use: {
    baseURL,
    timezoneId: 'Asia/Riyadh',
    // A trace records every test, even passing ones; a screenshot of a failure is taken in any case.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // The name of a project is the language of its tests; tests that do not depend on the language are tagged @once.
  // `proxy` repeats those tagged @proxy behind nginx.
  projects: [
    { name: 'ar', use: arabic, outputDir: 'test-results/journeys' },
    { name: 'en', use: english, grepInvert: /@once/, outputDir: 'test-results/journeys' },
    // A separate folder, so that it keeps the results of the other projects.
    { name: 'proxy', use: arabic, grep: /@proxy/, outputDir: 'test-results/proxy' },
  ],
})

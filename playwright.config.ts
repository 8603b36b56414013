import { defineConfig } from 'playwright/test'

// `npm test` starts the server and says where it is and which browser the machine has.
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
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.DAWR_REPORT ?? 'test-results/report.json' }]],
  use: {
    baseURL,
    timezoneId: 'Asia/Riyadh',
    // The film of a trace is drawn for every test, also for those that pass; the picture of a failure is taken in any case.
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
  // The name of a project is the language of its journeys; what has nothing to do with language is tagged @once. `proxy`
  // repeats those tagged @proxy behind nginx.
  projects: [
    { name: 'ar', use: arabic, outputDir: 'test-results/journeys' },
    { name: 'en', use: english, grepInvert: /@once/, outputDir: 'test-results/journeys' },
    // Of its own, so that it leaves what the others found.
    { name: 'proxy', use: arabic, grep: /@proxy/, outputDir: 'test-results/proxy' },
  ],
})

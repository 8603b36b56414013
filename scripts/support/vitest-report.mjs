// The JSON report of Vitest with what its own leaves out: errors that no test caught, as rejected promises that nothing
// waits for. They make the run fail without a failed test.
import { JsonReporter } from 'vitest/node'

class VitestReport extends JsonReporter {
  #unhandled = []

  constructor() {
    super({ outputFile: process.env.DAWR_REPORT })
  }

  async onTestRunEnd(modules, unhandled = []) {
    this.#unhandled = unhandled.map((error) => String(error.stack ?? error.message))
    await super.onTestRunEnd(modules)
  }

  async writeReport(report) {
    await super.writeReport(JSON.stringify({ ...JSON.parse(report), unhandled: this.#unhandled }))
  }
}

export { VitestReport as default }

// simulate.mjs FILE: decides the requests in FILE, a list of simulations, and prints a list of answers.
import { readFileSync } from 'node:fs'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const answers = []
for (const simulation of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const response = await runSimulation(simulation, {})
  answers.push({
    decision: response.overallResult ?? 'Error',
    ignored: response.result?.ignoredContextKeys ?? [],
    errors: response.errors ? JSON.stringify(response.errors) : '',
  })
}
console.log(JSON.stringify(answers))

/**
 * Plays random histories of this core against a real server: `node histories.mjs '{"runs": 10, "steps": 20}'`, with the
 * office at stdin and stdout. Says on stderr what failed, shrunk, with the seed and the path that play it again.
 */
import fc from "fast-check";
import { ask, hangUp } from "./office";
import { comesToRest, nothingIsLost } from "./promises";
import { deadlyStep, type Step, step } from "./steps";
import { World } from "./world";

interface Order {
  runs: number;
  steps: number;
  kills?: boolean;
  seed?: number;
  path?: string;
}

async function play(history: Step[], seed: number): Promise<void> {
  const world = await World.begin(seed);
  try {
    for (const one of history) {
      await world.take(one);
      await nothingIsLost(world);
    }
    await comesToRest(world);
  } finally {
    world.end();
  }
}

async function main({ runs, steps, kills, ...replay }: Order): Promise<void> {
  const histories = fc.array(kills ? deadlyStep : step, { maxLength: steps, size: "max" });
  const property = fc.asyncProperty(histories, fc.nat(), play);
  await fc.assert(property, { numRuns: runs, ...replay });
  await ask({ do: "over" });
}

main(JSON.parse(process.argv[2] ?? "{}")).then(hangUp, (thrown) => {
  console.error(thrown);
  process.exitCode = 1;
  hangUp();
});

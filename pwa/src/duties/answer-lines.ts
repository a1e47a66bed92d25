/**
 * Answers conformance cases on Node, one JSON line for one: how the server's tests ask the phone's engine. A case that
 * cannot be answered gets {"error": …} in its place. No part of the app.
 */
import { answerCase } from "./cases";

declare const process: {
  stdin: AsyncIterable<string> & { setEncoding(encoding: "utf8"): void };
  stdout: { write(text: string): void };
};

process.stdin.setEncoding("utf8");
let unread = "";
for await (const chunk of process.stdin) {
  const lines = (unread + chunk).split("\n");
  unread = lines.pop() ?? "";
  for (const line of lines) process.stdout.write(`${answered(line)}\n`);
}

function answered(line: string): string {
  try {
    return JSON.stringify(answerCase(JSON.parse(line)));
  } catch (problem) {
    return JSON.stringify({ error: String(problem) });
  }
}

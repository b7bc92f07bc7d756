// Asks commit-digest for the payloads that a platform would be sent.
import { execFileSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, "../..");
const PROGRAM = join(ROOT, ".venv/bin/commit-digest");
const MOST = 1 << 28; // bytes of a document; a day of a hundred commits has some 400 KB

/** Return `{platform, parent, replies}` of the day `words` ([REPO, DATE]) or of the example called so. */
export function payloads({ words = [], example }, { platform, language, timezone }) {
  const options = ["--platform", platform, "--language", language, "--timezone", timezone, "--format", "json"];
  const printed = execFileSync(PROGRAM, ["preview", ...words, ...options], { maxBuffer: MOST });
  const shown = JSON.parse(printed);
  return example ? shown.find((one) => one.name === example) : shown;
}

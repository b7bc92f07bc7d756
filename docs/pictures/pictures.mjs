// Draws a day as Slack and Discord would show it: `node pictures.mjs REPO DATE [options]`, see README.md.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.mjs";
import { open, shoot } from "./camera.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../..");
const OPTIONS = {
  language: { type: "string", multiple: true, default: ["en", "zh"] },
  platform: { type: "string", multiple: true, default: ["slack", "discord"] },
  theme: { type: "string", multiple: true, default: ["light", "dark"] },
  view: { type: "string", multiple: true, default: ["channel", "thread", "desktop"] },
  timezone: { type: "string", default: "UTC" },
  height: { type: "string", default: "0" },
  out: { type: "string", default: join(HERE, "out") },
};

/** Return the payloads of a day as `platform` would be sent them. */
function payloads(repo, date, platform, language, timezone) {
  const asked = ["--platform", platform, "--language", language, "--timezone", timezone, "--format", "json"];
  const program = join(ROOT, ".venv/bin/commit-digest");
  return JSON.parse(execFileSync(program, ["preview", repo, date, ...asked], { maxBuffer: 1 << 28 }));
}

async function main() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [repo, date] = positionals;
  if (!repo || !date) throw new Error("Say which day: node pictures.mjs REPO DATE");
  mkdirSync(values.out, { recursive: true });
  const built = mkdtempSync(join(tmpdir(), "pictures-"));
  await bundle(join(HERE, "page"), built);
  const browser = await open();
  try {
    for (const platform of values.platform) {
      for (const language of values.language) {
        const day = payloads(repo, date, platform, language, values.timezone);
        for (const view of values.view) {
          for (const theme of values.theme) {
            const name = [platform, language, view, theme].join("-");
            const scene = { day, view, theme, language };
            await shoot(browser, join(built, "page.html"), scene, join(values.out, `${name}.png`), Number(values.height));
            console.log(name);
          }
        }
      }
    }
  } finally {
    await browser.close();
    rmSync(built, { recursive: true });
  }
}

await main();

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
  example: { type: "string" },
  height: { type: "string", default: "0" },
  out: { type: "string", default: join(HERE, "out") },
};

/** Return the payloads of a day, or of an example, as `platform` would be sent them. */
function payloads(what, platform, { language, timezone }) {
  const asked = ["--platform", platform, "--language", language, "--timezone", timezone, "--format", "json"];
  const program = join(ROOT, ".venv/bin/commit-digest");
  const printed = execFileSync(program, ["preview", ...what.day, ...asked], { maxBuffer: 1 << 28 });
  const shown = JSON.parse(printed);
  return what.example ? shown.find((one) => one.name === what.example) : shown;
}

async function main() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const what = { day: positionals, example: values.example };
  if (positionals.length !== (what.example ? 0 : 2)) throw new Error("Say REPO and DATE, or --example NAME");
  mkdirSync(values.out, { recursive: true });
  const built = mkdtempSync(join(tmpdir(), "pictures-"));
  await bundle(join(HERE, "page"), built);
  const browser = await open();
  try {
    for (const platform of values.platform) {
      for (const language of values.language) {
        const day = payloads(what, platform, { language, timezone: values.timezone });
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

// Draws a day, or an example, as Slack and Discord would show it: see README.md for the options.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withCamera } from "./camera.mjs";
import { HERE, payloads } from "./preview.mjs";

const OPTIONS = {
  language: { type: "string", multiple: true, default: ["en", "zh"] },
  platform: { type: "string", multiple: true, default: ["slack", "discord"] },
  theme: { type: "string", multiple: true, default: ["light", "dark"] },
  view: { type: "string", multiple: true, default: ["channel", "thread", "desktop"] },
  timezone: { type: "string", default: "UTC" },
  example: { type: "string" },
  out: { type: "string", default: join(HERE, "out") },
};

function* scenes(what, { platform, language, theme, view, timezone }) {
  for (const app of platform) {
    for (const tongue of language) {
      const day = payloads(what, { platform: app, language: tongue, timezone });
      for (const shown of view) {
        for (const light of theme) {
          const name = [app, tongue, shown, light].join("-");
          yield { name, scene: { platform: app, language: tongue, theme: light, screens: [{ day, view: shown }] } };
        }
      }
    }
  }
}

const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
if (positionals.length !== (values.example ? 0 : 2)) throw new Error("Say REPO and DATE, or --example NAME");
mkdirSync(values.out, { recursive: true });
await withCamera(async (shoot) => {
  for (const { name, scene } of scenes({ words: positionals, example: values.example }, values)) {
    await shoot(scene, join(values.out, `${name}.png`));
    console.log(name);
  }
});

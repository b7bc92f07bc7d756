// Draws the pictures of the READMEs: a day on a desktop, and the first screens of three days on a phone.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withCamera } from "./camera.mjs";
import { HERE, ROOT, payloads } from "./preview.mjs";

const OUT = process.env.OUT ?? join(ROOT, "docs/images");
const CLONES = process.env.CLONES; // a folder of clones called like their repositories; without, GitHub is asked
const DAYS = [
  ["encode/httpx", "2019-12-06"], // names are removed: upgrade notes
  ["redis/redis", "2019-10-23"], // many commits, none of them grave
  ["pallets/flask", "2021-12-22"], // a small day
];
const LANGUAGES = ["en", "zh"];
const THEMES = { slack: "light", discord: "dark" }; // each platform in the theme that most people see
const HEIGHTS = { desktop: 760, channel: 780 };

function dayOf([repo, date], platform, language) {
  const place = CLONES ? join(CLONES, repo.split("/")[1]) : repo;
  return payloads({ words: [place, date] }, { platform, language, timezone: "UTC" });
}

mkdirSync(OUT, { recursive: true });
await withCamera(async (shoot) => {
  for (const [platform, theme] of Object.entries(THEMES)) {
    for (const language of LANGUAGES) {
      const days = DAYS.map((day) => dayOf(day, platform, language));
      const screen = (day, view) => ({ day, view, height: HEIGHTS[view] });
      const scene = (screens) => ({ platform, language, theme, screens });
      await shoot(scene([screen(days[0], "desktop")]), join(OUT, `${platform}-${language}.png`), 1.5);
      const phones = days.map((day) => screen(day, "channel"));
      await shoot(scene(phones), join(OUT, `${platform}-phone-${language}.png`), 1.5);
    }
  }
});

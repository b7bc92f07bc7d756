// Opens a browser on the page and takes pictures of scenes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { bundle } from "./bundle.mjs";
import { HERE } from "./preview.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGUMENTS = ["--no-sandbox", "--force-color-profile=srgb", "--allow-file-access-from-files"];
const ROOM = { width: 4000, height: 400 }; // the picture is cut to what is shown

/** Call `work` with a function that writes the picture of a scene to a file; `scale` is pixels per CSS pixel. */
export async function withCamera(work) {
  const built = mkdtempSync(join(tmpdir(), "pictures-"));
  const browser = await puppeteer.launch({ executablePath, args: ARGUMENTS });
  try {
    await bundle(join(HERE, "page"), built);
    const page = pathToFileURL(join(built, "page.html"));
    await work((scene, file, scale = 2) => shoot(browser, page, scene, file, scale));
  } finally {
    await browser.close();
    rmSync(built, { recursive: true });
  }
}

async function shoot(browser, page, scene, file, scale) {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(error));
  try {
    await tab.setViewport({ ...ROOM, deviceScaleFactor: scale });
    await tab.goto(page);
    await tab.evaluate((shown) => window.show(shown), scene);
    if (faults.length) throw faults[0];
    await (await tab.$("#root")).screenshot({ path: file });
  } finally {
    await tab.close();
  }
}

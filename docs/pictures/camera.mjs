// Opens the browser and takes pictures of scenes.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const WIDTHS = { channel: 390, thread: 390, desktop: 900 };
const SHORTEST = 400;

export function open() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return puppeteer.launch({ executablePath, args: ["--no-sandbox", "--force-color-profile=srgb", "--allow-file-access-from-files"] });
}

/** Write the picture of `scene` to `file`; `height` in CSS pixels cuts it there, 0 shows all of it. */
export async function shoot(browser, page, scene, file, height) {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(error));
  try {
    await tab.setViewport({ width: WIDTHS[scene.view], height: height || SHORTEST, deviceScaleFactor: 2 });
    await tab.goto(pathToFileURL(page));
    await tab.evaluate((shown) => window.show(shown), scene);
    if (faults.length) throw faults[0];
    await tab.screenshot({ path: file, fullPage: !height });
  } finally {
    await tab.close();
  }
}

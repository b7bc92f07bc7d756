// Puts the page and all that it needs into one folder: the browser asks no network.
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const resolve = createRequire(import.meta.url).resolve;

export async function bundle(source, target) {
  await build({
    entryPoints: [join(source, "page.jsx")],
    outfile: join(target, "page.js"),
    bundle: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  await build({
    stdin: {
      contents: `@import "${resolve("slack-blocks-to-jsx/dist/style.css")}"; @import "./frame.css";`,
      resolveDir: source,
      loader: "css",
    },
    outfile: join(target, "page.css"),
    bundle: true,
    logLevel: "warning",
  });
  copyFileSync(join(source, "page.html"), join(target, "page.html"));
}
